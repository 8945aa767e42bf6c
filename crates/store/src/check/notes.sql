SELECT * FROM notes ORDER BY rowid DESC LIMIT :limit
