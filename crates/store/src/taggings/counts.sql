WITH RECURSIVE under (top, theme) AS (
    SELECT id, id FROM themes
    UNION SELECT top, themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT top AS theme, count(DISTINCT item) AS items
FROM under JOIN taggings USING (theme)
    LEFT JOIN articles ON articles.id = item
    LEFT JOIN quotes ON quotes.id = item
    LEFT JOIN articles AS quoted ON quoted.id = quotes.article
    LEFT JOIN notes ON notes.id = item
WHERE state = 'confirmed'
  AND coalesce(articles.trashed_at, quotes.trashed_at, quoted.trashed_at, notes.trashed_at) IS NULL
GROUP BY top
