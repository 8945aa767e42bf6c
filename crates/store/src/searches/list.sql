SELECT id, name, query, created_at FROM searches ORDER BY created_at, id
