-- A rule of a theme: an article in which its names stand at least so often is given the theme.
CREATE TABLE rules (
    theme TEXT PRIMARY KEY REFERENCES themes (id) ON DELETE CASCADE,
    least INTEGER NOT NULL CHECK (least >= 1)
) STRICT, WITHOUT ROWID;

-- What a rule found when it gave a theme: how often, and by which forms, each on a line.
ALTER TABLE taggings ADD COLUMN reason TEXT;

-- Themes that a rule gave and the user took off again: no rule gives them anew.
CREATE TABLE refusals (
    item  TEXT NOT NULL,
    theme TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
    PRIMARY KEY (item, theme)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER refused AFTER DELETE ON taggings
WHEN OLD.made_by = 'rule' AND EXISTS (SELECT 1 FROM themes WHERE id = OLD.theme)
    AND EXISTS (SELECT 1 FROM changes WHERE item = OLD.item AND live = 1) BEGIN
    INSERT INTO refusals (item, theme) VALUES (OLD.item, OLD.theme) ON CONFLICT (item, theme) DO NOTHING;
END;
CREATE TRIGGER refused_no_more AFTER INSERT ON taggings BEGIN
    DELETE FROM refusals WHERE item = NEW.item AND theme = NEW.theme;
END;

-- Pictures that a note shows or once showed: they stay as long as the note does, for its history names them.
CREATE TABLE note_pictures (
    note TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    blob TEXT NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (note, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_pictures_by_blob ON note_pictures (blob);
