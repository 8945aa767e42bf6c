-- A picture may lie in a smaller size as well, for when its own address gives none.
ALTER TABLE pictures ADD COLUMN smaller TEXT;
