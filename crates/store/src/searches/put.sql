INSERT INTO searches (id, name, query, position, created_at, hash)
VALUES (:id, :name, :query, :position, :created_at, :hash)
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, query = excluded.query, position = excluded.position, hash = excluded.hash
