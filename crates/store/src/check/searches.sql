SELECT * FROM searches ORDER BY rowid DESC LIMIT :limit
