SELECT note, replaced_at, title, body FROM note_revisions WHERE note = :note ORDER BY id DESC
