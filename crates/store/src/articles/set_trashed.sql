UPDATE articles SET trashed_at = :at WHERE id = :id
