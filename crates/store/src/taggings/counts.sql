WITH RECURSIVE under (top, theme) AS (
    SELECT id, id FROM themes WHERE id IN (SELECT parent FROM themes)
    UNION SELECT top, themes.id FROM themes JOIN under ON themes.parent = under.theme
), gone (item) AS MATERIALIZED (
    SELECT id FROM articles WHERE trashed_at IS NOT NULL
    UNION ALL
    SELECT quotes.id FROM articles CROSS JOIN quotes ON quotes.article = articles.id WHERE articles.trashed_at IS NOT NULL
    UNION ALL
    SELECT id FROM quotes WHERE trashed_at IS NOT NULL
    UNION ALL
    SELECT id FROM notes WHERE trashed_at IS NOT NULL
)
-- An item carries a theme once; only those that have others below them may find it twice.
SELECT theme, count(*) AS items
FROM taggings
WHERE state = 'confirmed' AND item NOT IN (SELECT item FROM gone) AND theme NOT IN (SELECT top FROM under)
GROUP BY theme
UNION ALL
SELECT top AS theme, count(DISTINCT item) AS items
FROM under CROSS JOIN taggings USING (theme)
WHERE state = 'confirmed' AND item NOT IN (SELECT item FROM gone)
GROUP BY top
