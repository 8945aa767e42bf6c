INSERT INTO notes (id, title, body, article, created_at, edited_at, trashed_at, hash)
VALUES (:id, :title, :body, :article, :created_at, :edited_at, :trashed_at, :hash)
