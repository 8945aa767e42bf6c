-- Files of the watched folder that were taken in or are left alone: each is taken once.
CREATE TABLE watched (
    path        TEXT PRIMARY KEY,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    modified_at INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
