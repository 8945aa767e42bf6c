DELETE FROM quotes WHERE id = :id
