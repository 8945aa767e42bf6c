SELECT id FROM articles WHERE trashed_at IS NULL
UNION ALL
SELECT id FROM notes WHERE trashed_at IS NULL
UNION ALL
SELECT id FROM themes
