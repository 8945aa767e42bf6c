SELECT id FROM articles WHERE trashed_at IS NULL
UNION ALL
SELECT quotes.id FROM quotes JOIN articles ON articles.id = quotes.article
WHERE quotes.trashed_at IS NULL AND articles.trashed_at IS NULL
UNION ALL
SELECT id FROM notes WHERE trashed_at IS NULL
