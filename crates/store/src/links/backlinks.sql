SELECT source, source_kind, title
FROM (
    SELECT source, source_kind, coalesce(articles.title, notes.title, quotes.exact, themes.name) AS title
    FROM links
        LEFT JOIN articles ON articles.id = source AND articles.trashed_at IS NULL
        LEFT JOIN notes ON notes.id = source AND notes.trashed_at IS NULL
        LEFT JOIN quotes ON quotes.id = source AND quotes.trashed_at IS NULL
        LEFT JOIN themes ON themes.id = source
    WHERE target = :target
)
WHERE title IS NOT NULL
ORDER BY source DESC
