-- Saved searches stand in the order that the user gave them.
ALTER TABLE searches ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
