DELETE FROM note_revisions WHERE id = :id
