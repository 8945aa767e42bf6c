CREATE TEMP TABLE journal_switch (recording INTEGER NOT NULL);
INSERT INTO journal_switch VALUES (0);
CREATE TEMP TABLE journal_rows (number INTEGER PRIMARY KEY, tbl TEXT NOT NULL, deed TEXT NOT NULL);
CREATE TEMP TABLE journal_cells (number INTEGER NOT NULL, col TEXT NOT NULL, in_key INTEGER NOT NULL, old, new);
