UPDATE notes SET
    title = :title, body = :body, article = :article, created_at = :created_at, edited_at = :edited_at,
    trashed_at = :trashed_at, hash = :hash
WHERE id = :id
