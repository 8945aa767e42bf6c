SELECT blob FROM note_pictures WHERE note = :note
