UPDATE articles SET capture = :capture WHERE id = :id AND EXISTS (SELECT 1 FROM captures WHERE id = :capture AND article = :id)
