-- An alias that is also an ordinary word counts in context only.
ALTER TABLE aliases ADD COLUMN ambiguous INTEGER NOT NULL DEFAULT 0 CHECK (ambiguous IN (0, 1));
