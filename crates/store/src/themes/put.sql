UPDATE themes SET
    name = :name, folded = :folded, kind = :kind, parent = :parent, colour = :colour,
    description = :description, created_at = :created_at, hash = :hash
WHERE id = :id
