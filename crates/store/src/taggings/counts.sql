WITH RECURSIVE under (top, theme) AS (
    SELECT id, id FROM themes
    UNION SELECT top, themes.id FROM themes JOIN under ON themes.parent = under.theme
), gone (item) AS MATERIALIZED (
    SELECT id FROM articles WHERE trashed_at IS NOT NULL
    UNION ALL
    SELECT id FROM quotes
    WHERE trashed_at IS NOT NULL OR article IN (SELECT id FROM articles WHERE trashed_at IS NOT NULL)
    UNION ALL
    SELECT id FROM notes WHERE trashed_at IS NOT NULL
)
SELECT top AS theme, count(DISTINCT item) AS items
FROM under JOIN taggings USING (theme)
WHERE state = 'confirmed' AND item NOT IN (SELECT item FROM gone)
GROUP BY top
