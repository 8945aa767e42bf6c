-- What the source called an article when it was taken, so that a changed headline is a change.
ALTER TABLE captures ADD COLUMN title TEXT;
