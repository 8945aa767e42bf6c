SELECT articles, inbox, starred, quotes - hidden AS quotes, unplaced - hidden_unplaced AS unplaced, notes, trash
FROM (
    SELECT
        count(*) FILTER (WHERE trashed_at IS NULL) AS articles,
        count(*) FILTER (WHERE trashed_at IS NULL AND read_at IS NULL) AS inbox,
        count(*) FILTER (WHERE trashed_at IS NULL AND starred_at IS NOT NULL) AS starred
    FROM articles
), (
    SELECT count(*) AS quotes, count(*) FILTER (WHERE NOT placed) AS unplaced FROM quotes WHERE trashed_at IS NULL
), (
    -- Quotes that are in the trash with their article.
    SELECT count(*) AS hidden, count(*) FILTER (WHERE NOT placed) AS hidden_unplaced
    FROM articles CROSS JOIN quotes ON quotes.article = articles.id
    WHERE articles.trashed_at IS NOT NULL AND quotes.trashed_at IS NULL
), (
    SELECT count(*) AS notes FROM notes WHERE trashed_at IS NULL
), (
    SELECT
        (SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL)
        + (SELECT count(*) FROM quotes WHERE trashed_at IS NOT NULL)
        + (SELECT count(*) FROM notes WHERE trashed_at IS NOT NULL) AS trash
)
