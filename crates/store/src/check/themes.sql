SELECT * FROM themes ORDER BY rowid DESC LIMIT :limit
