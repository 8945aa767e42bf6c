SELECT *
FROM (
    SELECT
        count(*) FILTER (WHERE trashed_at IS NULL) AS articles,
        count(*) FILTER (WHERE trashed_at IS NULL AND read_at IS NULL) AS inbox,
        count(*) FILTER (WHERE trashed_at IS NULL AND starred_at IS NOT NULL) AS starred
    FROM articles
), (
    SELECT
        count(*) FILTER (WHERE quotes.trashed_at IS NULL AND articles.trashed_at IS NULL) AS quotes,
        count(*) FILTER (WHERE quotes.trashed_at IS NULL AND articles.trashed_at IS NULL AND NOT placed) AS unplaced
    FROM quotes JOIN articles ON articles.id = quotes.article
), (
    SELECT count(*) FILTER (WHERE trashed_at IS NULL) AS notes FROM notes
), (
    SELECT
        (SELECT count(*) FROM articles WHERE trashed_at IS NOT NULL)
        + (SELECT count(*) FROM quotes WHERE trashed_at IS NOT NULL)
        + (SELECT count(*) FROM notes WHERE trashed_at IS NOT NULL) AS trash
)
