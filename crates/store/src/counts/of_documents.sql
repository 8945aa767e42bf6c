SELECT
    (SELECT count(*) FROM articles WHERE trashed_at IS NULL) AS articles,
    (SELECT count(*) FROM quotes JOIN articles ON articles.id = quotes.article
     WHERE quotes.trashed_at IS NULL AND articles.trashed_at IS NULL) AS quotes,
    (SELECT count(*) FROM notes WHERE trashed_at IS NULL) AS notes
