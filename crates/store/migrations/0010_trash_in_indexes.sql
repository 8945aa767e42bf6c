-- What lies in the trash is left out of every count: few rows, found without a walk over all.
CREATE INDEX articles_trashed ON articles (id) WHERE trashed_at IS NOT NULL;
CREATE INDEX quotes_trashed ON quotes (id) WHERE trashed_at IS NOT NULL;
CREATE INDEX notes_trashed ON notes (id) WHERE trashed_at IS NOT NULL;
