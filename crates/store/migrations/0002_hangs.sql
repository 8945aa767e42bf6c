-- Stamps: what hangs on an article or a note (quotes, notes, pictures, links) is searched by `has:`, so it moves the
-- item that it hangs on to the present sequence as well.

CREATE TRIGGER quotes_hung AFTER INSERT ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER quotes_rehung AFTER UPDATE ON quotes
WHEN OLD.article IS NOT NEW.article OR OLD.exact IS NOT NEW.exact OR OLD.trashed_at IS NOT NEW.trashed_at BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item IN (OLD.article, NEW.article);
END;
CREATE TRIGGER quotes_unhung AFTER DELETE ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.article;
END;

CREATE TRIGGER notes_hung AFTER INSERT ON notes WHEN NEW.article IS NOT NULL BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER notes_rehung AFTER UPDATE ON notes
WHEN OLD.article IS NOT NEW.article OR OLD.trashed_at IS NOT NEW.trashed_at BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item IN (OLD.article, NEW.article);
END;
CREATE TRIGGER notes_unhung AFTER DELETE ON notes WHEN OLD.article IS NOT NULL BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.article;
END;

CREATE TRIGGER pictures_hung AFTER INSERT ON pictures WHEN NEW.state = 'kept' BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library)
    WHERE item = (SELECT article FROM captures WHERE id = NEW.capture);
END;
CREATE TRIGGER pictures_rehung AFTER UPDATE ON pictures
WHEN OLD.capture IS NOT NEW.capture OR (OLD.state = 'kept') <> (NEW.state = 'kept') BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library)
    WHERE item IN (SELECT article FROM captures WHERE id IN (OLD.capture, NEW.capture));
END;
CREATE TRIGGER pictures_unhung AFTER DELETE ON pictures WHEN OLD.state = 'kept' BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library)
    WHERE item = (SELECT article FROM captures WHERE id = OLD.capture);
END;

CREATE TRIGGER links_hung AFTER INSERT ON links BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.source;
END;
CREATE TRIGGER links_unhung AFTER DELETE ON links BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.source;
END;
