SELECT * FROM note_revisions ORDER BY rowid DESC LIMIT :limit
