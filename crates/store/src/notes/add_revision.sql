INSERT INTO note_revisions (note, replaced_at, title, body, hash)
VALUES (:note, :replaced_at, :title, :body, :hash)
