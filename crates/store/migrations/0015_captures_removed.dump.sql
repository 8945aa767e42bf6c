CREATE TABLE addresses (
    canonical_url TEXT PRIMARY KEY,
    article       TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
    theme      TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    form       TEXT NOT NULL,
    folded     TEXT NOT NULL UNIQUE,
    lang       TEXT,
    match_case INTEGER NOT NULL CHECK (match_case IN (0, 1)),
    whole_word INTEGER NOT NULL CHECK (whole_word IN (0, 1)), ambiguous INTEGER NOT NULL DEFAULT 0 CHECK (ambiguous IN (0, 1)),
    PRIMARY KEY (theme, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    id            TEXT PRIMARY KEY,
    external_id   TEXT UNIQUE,
    title         TEXT NOT NULL,
    byline        TEXT,
    site          TEXT,
    url           TEXT,
    canonical_url TEXT,
    published     TEXT,
    published_ms  INTEGER,
    lang          TEXT,
    abstract_text TEXT,
    capture       TEXT NOT NULL UNIQUE REFERENCES captures (id) DEFERRABLE INITIALLY DEFERRED,
    clipped_at    INTEGER NOT NULL,
    read_at       INTEGER,
    starred_at    INTEGER,
    trashed_at    INTEGER,
    hash          BLOB NOT NULL
) STRICT;
CREATE TABLE blobs (
    hash       TEXT PRIMARY KEY CHECK (length(hash) = 64),
    media_type TEXT NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes >= 0),
    kept_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE captures (
    id         TEXT PRIMARY KEY,
    article    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    taken_at   INTEGER NOT NULL,
    original   TEXT REFERENCES blobs (hash),
    media_type TEXT NOT NULL,
    url        TEXT,
    characters INTEGER NOT NULL,
    excerpt    TEXT NOT NULL,
    text_hash  BLOB NOT NULL,
    hash       BLOB NOT NULL,
    html       TEXT NOT NULL,
    text       TEXT NOT NULL
, title TEXT) STRICT;
CREATE TABLE changes (
    item TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'quote', 'note', 'theme')),
    seq  INTEGER NOT NULL,
    live INTEGER NOT NULL CHECK (live IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
    nonce   TEXT PRIMARY KEY,
    seq     INTEGER NOT NULL,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE jobs (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    payload    TEXT NOT NULL,
    article    TEXT REFERENCES articles (id) ON DELETE CASCADE,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    attempts   INTEGER NOT NULL,
    next_at    INTEGER NOT NULL,
    message    TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, original TEXT REFERENCES blobs (hash)) STRICT;
CREATE TABLE library (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    id         TEXT NOT NULL,
    seq        INTEGER NOT NULL CHECK (seq >= 0),
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE links (
    source      TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    target      TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    PRIMARY KEY (source, target)
) STRICT, WITHOUT ROWID;
CREATE TABLE note_pictures (
    note TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    blob TEXT NOT NULL REFERENCES blobs (hash),
    PRIMARY KEY (note, blob)
) STRICT, WITHOUT ROWID;
CREATE TABLE note_revisions (
    id          INTEGER PRIMARY KEY,
    note        TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    replaced_at INTEGER NOT NULL,
    title       TEXT NOT NULL,
    body        TEXT NOT NULL,
    hash        BLOB NOT NULL
) STRICT;
CREATE TABLE notes (
    id         TEXT PRIMARY KEY,
    title      TEXT NOT NULL,
    body       TEXT NOT NULL,
    article    TEXT REFERENCES articles (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    edited_at  INTEGER NOT NULL,
    trashed_at INTEGER,
    hash       BLOB NOT NULL
) STRICT;
CREATE TABLE pictures (
    capture  TEXT NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    url      TEXT NOT NULL,
    alt      TEXT,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'failed')),
    blob     TEXT REFERENCES blobs (hash),
    message  TEXT,
    hash     BLOB NOT NULL, smaller TEXT,
    PRIMARY KEY (capture, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE quotes (
    id         TEXT PRIMARY KEY,
    article    TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    capture    TEXT NOT NULL REFERENCES captures (id),
    exact      TEXT NOT NULL,
    prefix     TEXT NOT NULL,
    suffix     TEXT NOT NULL,
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" >= start),
    placed     INTEGER NOT NULL CHECK (placed IN (0, 1)),
    speaker    TEXT,
    comment    TEXT,
    colour     INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    edited_at  INTEGER NOT NULL,
    trashed_at INTEGER,
    hash       BLOB NOT NULL
, picture TEXT REFERENCES blobs (hash), picture_number INTEGER CHECK ((picture_number IS NULL) = (picture IS NULL))) STRICT;
CREATE TABLE refusals (
    item  TEXT NOT NULL,
    theme TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
    PRIMARY KEY (item, theme)
) STRICT, WITHOUT ROWID;
CREATE TABLE reposts (
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    share   REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    fresh   INTEGER NOT NULL CHECK (fresh >= 0),
    kept    INTEGER NOT NULL CHECK (kept IN (0, 1)),
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE rules (
    theme TEXT PRIMARY KEY REFERENCES themes (id) ON DELETE CASCADE,
    least INTEGER NOT NULL CHECK (least >= 1)
) STRICT, WITHOUT ROWID;
CREATE TABLE searches (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    hash       BLOB NOT NULL
, position INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sketches (
    number  INTEGER PRIMARY KEY,
    article TEXT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    state   TEXT NOT NULL CHECK (state IN ('due', 'made', 'compared')),
    version INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    sketch  BLOB NOT NULL
) STRICT;
CREATE TABLE taggings (
    item      TEXT NOT NULL,
    theme     TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE,
    item_kind TEXT NOT NULL CHECK (item_kind IN ('article', 'quote', 'note')),
    made_by   TEXT NOT NULL CHECK (made_by IN ('user', 'rule')),
    state     TEXT NOT NULL CHECK (state IN ('confirmed', 'suggested')),
    tagged_at INTEGER NOT NULL, reason TEXT,
    PRIMARY KEY (item, theme)
) STRICT, WITHOUT ROWID;
CREATE TABLE themes (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    folded      TEXT NOT NULL UNIQUE,
    kind        TEXT NOT NULL CHECK (kind IN ('topic', 'company', 'person')),
    parent      TEXT REFERENCES themes (id) ON DELETE SET NULL,
    colour      INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 8),
    description TEXT,
    created_at  INTEGER NOT NULL,
    hash        BLOB NOT NULL
) STRICT;
CREATE TABLE watched (
    path        TEXT PRIMARY KEY,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    modified_at INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
, article TEXT REFERENCES articles (id) ON DELETE SET NULL) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_article ON addresses (article);
CREATE INDEX articles_by_canonical_url ON articles (canonical_url) WHERE canonical_url IS NOT NULL;
CREATE INDEX articles_by_clipped ON articles (clipped_at, id);
CREATE INDEX articles_by_published ON articles (coalesce(published_ms, clipped_at), id);
CREATE INDEX articles_by_state ON articles (trashed_at, read_at, starred_at);
CREATE INDEX articles_trashed ON articles (id) WHERE trashed_at IS NOT NULL;
CREATE INDEX captures_by_article ON captures (article, taken_at);
CREATE INDEX captures_by_original ON captures (original) WHERE original IS NOT NULL;
CREATE INDEX captures_by_text_hash ON captures (text_hash);
CREATE INDEX changes_by_seq ON changes (seq, item);
CREATE INDEX jobs_by_article ON jobs (article) WHERE article IS NOT NULL;
CREATE INDEX jobs_by_created ON jobs (created_at, id);
CREATE INDEX jobs_by_original ON jobs (original) WHERE original IS NOT NULL;
CREATE INDEX jobs_due ON jobs (next_at, id) WHERE state IN ('waiting', 'running');
CREATE INDEX links_by_target ON links (target, source);
CREATE INDEX note_pictures_by_blob ON note_pictures (blob);
CREATE INDEX note_revisions_by_note ON note_revisions (note, id);
CREATE INDEX notes_by_article ON notes (article) WHERE article IS NOT NULL;
CREATE INDEX notes_by_edited ON notes (edited_at, id);
CREATE INDEX notes_by_state ON notes (trashed_at);
CREATE INDEX notes_trashed ON notes (id) WHERE trashed_at IS NOT NULL;
CREATE INDEX pictures_by_blob ON pictures (blob) WHERE blob IS NOT NULL;
CREATE INDEX pictures_waiting ON pictures (capture, position) WHERE state = 'waiting';
CREATE INDEX quotes_by_article ON quotes (article);
CREATE INDEX quotes_by_capture ON quotes (capture);
CREATE INDEX quotes_by_created ON quotes (created_at, id);
CREATE INDEX quotes_by_picture ON quotes (picture) WHERE picture IS NOT NULL;
CREATE INDEX quotes_by_speaker ON quotes (speaker) WHERE speaker IS NOT NULL;
CREATE INDEX quotes_by_state ON quotes (trashed_at, placed);
CREATE INDEX quotes_trashed ON quotes (id) WHERE trashed_at IS NOT NULL;
CREATE INDEX reposts_by_other ON reposts (other);
CREATE INDEX sketches_by_seq ON sketches (seq);
CREATE INDEX sketches_to_do ON sketches (state, number) WHERE state <> 'compared';
CREATE INDEX taggings_by_theme ON taggings (theme, state, item_kind, item);
CREATE INDEX themes_by_parent ON themes (parent) WHERE parent IS NOT NULL;
CREATE TRIGGER aliases_added AFTER INSERT ON aliases BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.theme;
END;
CREATE TRIGGER aliases_edited AFTER UPDATE ON aliases BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.theme;
END;
CREATE TRIGGER aliases_removed AFTER DELETE ON aliases BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.theme;
END;
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO changes (item, kind, seq, live) VALUES (NEW.id, 'article', (SELECT seq FROM library), 1)
    ON CONFLICT (item) DO UPDATE SET seq = excluded.seq, live = 1;
END;
CREATE TRIGGER articles_edited AFTER UPDATE ON articles BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.id;
END;
CREATE TRIGGER articles_named_in_quotes
AFTER UPDATE OF title, site, published, published_ms, lang, trashed_at ON articles BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library)
    WHERE item IN (SELECT id FROM quotes WHERE article = NEW.id);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library), live = 0 WHERE item = OLD.id;
    DELETE FROM taggings WHERE item = OLD.id;
    DELETE FROM links WHERE source = OLD.id OR target = OLD.id;
END;
CREATE TRIGGER captures_added AFTER INSERT ON captures BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER captures_edited AFTER UPDATE ON captures BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER captures_removed AFTER DELETE ON captures BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.article;
END;
CREATE TRIGGER links_hung AFTER INSERT ON links BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.source;
END;
CREATE TRIGGER links_unhung AFTER DELETE ON links BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.source;
END;
CREATE TRIGGER notes_added AFTER INSERT ON notes BEGIN
    INSERT INTO changes (item, kind, seq, live) VALUES (NEW.id, 'note', (SELECT seq FROM library), 1)
    ON CONFLICT (item) DO UPDATE SET seq = excluded.seq, live = 1;
END;
CREATE TRIGGER notes_edited AFTER UPDATE ON notes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.id;
END;
CREATE TRIGGER notes_hung AFTER INSERT ON notes WHEN NEW.article IS NOT NULL BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER notes_rehung AFTER UPDATE ON notes
WHEN OLD.article IS NOT NEW.article OR OLD.trashed_at IS NOT NEW.trashed_at BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item IN (OLD.article, NEW.article);
END;
CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library), live = 0 WHERE item = OLD.id;
    DELETE FROM taggings WHERE item = OLD.id;
    DELETE FROM links WHERE source = OLD.id OR target = OLD.id;
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
CREATE TRIGGER quotes_added AFTER INSERT ON quotes BEGIN
    INSERT INTO changes (item, kind, seq, live) VALUES (NEW.id, 'quote', (SELECT seq FROM library), 1)
    ON CONFLICT (item) DO UPDATE SET seq = excluded.seq, live = 1;
END;
CREATE TRIGGER quotes_edited AFTER UPDATE ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.id;
END;
CREATE TRIGGER quotes_hung AFTER INSERT ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.article;
END;
CREATE TRIGGER quotes_rehung AFTER UPDATE ON quotes
WHEN OLD.article IS NOT NEW.article OR OLD.exact IS NOT NEW.exact OR OLD.trashed_at IS NOT NEW.trashed_at BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item IN (OLD.article, NEW.article);
END;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library), live = 0 WHERE item = OLD.id;
    DELETE FROM taggings WHERE item = OLD.id;
    DELETE FROM links WHERE source = OLD.id OR target = OLD.id;
END;
CREATE TRIGGER quotes_unhung AFTER DELETE ON quotes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.article;
END;
CREATE TRIGGER refused AFTER DELETE ON taggings
WHEN OLD.made_by = 'rule' AND EXISTS (SELECT 1 FROM themes WHERE id = OLD.theme)
    AND EXISTS (SELECT 1 FROM changes WHERE item = OLD.item AND live = 1) BEGIN
    INSERT INTO refusals (item, theme) VALUES (OLD.item, OLD.theme) ON CONFLICT (item, theme) DO NOTHING;
END;
CREATE TRIGGER refused_no_more AFTER INSERT ON taggings BEGIN
    DELETE FROM refusals WHERE item = NEW.item AND theme = NEW.theme;
END;
CREATE TRIGGER sketches_begun AFTER INSERT ON articles BEGIN
    INSERT INTO sketches (article, state, version, seq, sketch)
    VALUES (NEW.id, 'due', 0, (SELECT seq FROM library), x'');
END;
CREATE TRIGGER sketches_outdated AFTER UPDATE OF capture ON articles WHEN NEW.capture <> OLD.capture BEGIN
    UPDATE sketches SET state = 'due', version = 0, seq = (SELECT seq FROM library), sketch = x''
    WHERE article = NEW.id;
END;
CREATE TRIGGER taggings_added AFTER INSERT ON taggings BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.item;
END;
CREATE TRIGGER taggings_edited AFTER UPDATE ON taggings BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item IN (OLD.item, NEW.item);
END;
CREATE TRIGGER taggings_removed AFTER DELETE ON taggings BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = OLD.item;
END;
CREATE TRIGGER themes_added AFTER INSERT ON themes BEGIN
    INSERT INTO changes (item, kind, seq, live) VALUES (NEW.id, 'theme', (SELECT seq FROM library), 1)
    ON CONFLICT (item) DO UPDATE SET seq = excluded.seq, live = 1;
END;
CREATE TRIGGER themes_edited AFTER UPDATE ON themes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library) WHERE item = NEW.id;
END;
CREATE TRIGGER themes_removed AFTER DELETE ON themes BEGIN
    UPDATE changes SET seq = (SELECT seq FROM library), live = 0 WHERE item = OLD.id;
    DELETE FROM links WHERE source = OLD.id OR target = OLD.id;
END;
