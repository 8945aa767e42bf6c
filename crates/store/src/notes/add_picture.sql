INSERT INTO note_pictures (note, blob) VALUES (:note, :blob) ON CONFLICT (note, blob) DO NOTHING
