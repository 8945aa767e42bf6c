SELECT * FROM articles ORDER BY rowid DESC LIMIT :limit
