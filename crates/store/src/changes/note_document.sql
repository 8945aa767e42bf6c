SELECT
    id, title, body, article, created_at, edited_at, trashed_at IS NOT NULL AS trashed,
    EXISTS (SELECT 1 FROM links WHERE source = notes.id AND target_kind = 'quote') AS has_quote
FROM notes
WHERE id = :id
