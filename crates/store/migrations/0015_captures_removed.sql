-- An article is found by the addresses of its captures, so that one that goes changes what finds it.
CREATE TRIGGER captures_removed AFTER DELETE ON captures BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.article;
END;
