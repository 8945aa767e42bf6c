SELECT id, title, body AS text FROM notes WHERE id > :after AND trashed_at IS NULL ORDER BY id LIMIT :limit
