SELECT id, replaced_at FROM note_revisions WHERE note = :note ORDER BY id DESC
