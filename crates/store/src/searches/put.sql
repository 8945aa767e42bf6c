INSERT INTO searches (id, name, query, created_at, hash)
VALUES (:id, :name, :query, :created_at, :hash)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query, hash = excluded.hash
