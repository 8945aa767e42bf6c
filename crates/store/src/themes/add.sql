INSERT INTO themes (id, name, folded, kind, parent, colour, description, created_at, hash)
VALUES (:id, :name, :folded, :kind, :parent, :colour, :description, :created_at, :hash)
