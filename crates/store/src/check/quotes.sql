SELECT * FROM quotes ORDER BY rowid DESC LIMIT :limit
