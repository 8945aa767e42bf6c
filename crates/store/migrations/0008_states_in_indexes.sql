-- Counts and lists by theme or state read an index alone: a row of an article is long, and its states lie at its end.
DROP INDEX taggings_by_theme;
CREATE INDEX taggings_by_theme ON taggings (theme, state, item_kind, item);
CREATE INDEX articles_by_state ON articles (trashed_at, read_at, starred_at);
CREATE INDEX quotes_by_state ON quotes (trashed_at, placed);
CREATE INDEX notes_by_state ON notes (trashed_at);
