SELECT * FROM captures WHERE article = :article ORDER BY taken_at DESC, id DESC LIMIT 1
