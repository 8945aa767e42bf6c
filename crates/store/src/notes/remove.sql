DELETE FROM notes WHERE id = :id
