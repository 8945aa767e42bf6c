DELETE FROM searches WHERE id = :id
