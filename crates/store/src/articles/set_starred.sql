UPDATE articles SET starred_at = :at WHERE id = :id
