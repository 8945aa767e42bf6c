SELECT id, title, body, article, created_at, edited_at, trashed_at FROM notes WHERE id = :id
