DELETE FROM captures WHERE id = :id
