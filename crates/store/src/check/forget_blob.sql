DELETE FROM blobs
WHERE hash = :hash AND NOT EXISTS (SELECT 1 FROM captures WHERE original = :hash)
  AND NOT EXISTS (SELECT 1 FROM note_pictures WHERE blob = :hash)
  AND NOT EXISTS (SELECT 1 FROM quotes WHERE picture = :hash)
