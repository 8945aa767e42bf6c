SELECT kind, id
FROM (
    SELECT 0 AS turn, 'quote' AS kind, id, trashed_at FROM quotes WHERE trashed_at IS NOT NULL
    UNION ALL
    SELECT 1 AS turn, 'note' AS kind, id, trashed_at FROM notes WHERE trashed_at IS NOT NULL
    UNION ALL
    SELECT 2 AS turn, 'article' AS kind, id, trashed_at FROM articles WHERE trashed_at IS NOT NULL
)
ORDER BY turn, trashed_at, id
LIMIT :limit
