UPDATE articles SET read_at = :at WHERE id = :id
