SELECT id, name, kind, parent, colour, description, created_at FROM themes WHERE id = :id
