-- Sketches of texts and what follows from them are derived: they may be emptied (state 'due') and are made anew.
-- A sketch's row keeps its number, by which a program that looks through all of them knows it.
CREATE TABLE sketches (
    number  INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    state   TEXT NOT NULL CHECK (state IN ('due', 'made', 'compared')),
    version INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    sketch  BLOB NOT NULL
) STRICT;
CREATE INDEX sketches_by_seq ON sketches (seq);
CREATE INDEX sketches_to_do ON sketches (state, number) WHERE state <> 'compared';

INSERT INTO sketches (article, state, version, seq, sketch)
SELECT id, 'due', 0, 0, x'' FROM articles ORDER BY clipped_at, id;

CREATE TRIGGER sketches_begun AFTER INSERT ON articles BEGIN
    INSERT INTO sketches (article, state, version, seq, sketch)
    VALUES (NEW.id, 'due', 0, (SELECT seq FROM library), x'');
END;
CREATE TRIGGER sketches_outdated AFTER UPDATE OF capture ON articles WHEN NEW.capture <> OLD.capture BEGIN
    UPDATE sketches SET state = 'due', version = 0, seq = (SELECT seq FROM library), sketch = x''
    WHERE article = NEW.id;
END;

-- What of an article stands in another one, once in each direction; `kept` when the user keeps both.
CREATE TABLE reposts (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    share   REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    fresh   INTEGER NOT NULL CHECK (fresh >= 0),
    kept    INTEGER NOT NULL CHECK (kept IN (0, 1)),
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX reposts_by_other ON reposts (other);

-- Addresses of articles that were merged into another: a page clipped from there again belongs to it.
CREATE TABLE addresses (
    canonical_url TEXT PRIMARY KEY,
    article       TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_article ON addresses (article);
