SELECT id, title, body, article, created_at, edited_at, trashed_at IS NOT NULL AS trashed
FROM notes
WHERE id = :id
