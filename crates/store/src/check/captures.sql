SELECT * FROM captures ORDER BY rowid DESC LIMIT :limit
