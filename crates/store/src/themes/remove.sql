DELETE FROM themes WHERE id = :id
