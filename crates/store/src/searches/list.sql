SELECT id, name, query, position, created_at FROM searches ORDER BY position, created_at, id
