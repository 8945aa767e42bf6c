DELETE FROM blobs
WHERE kept_at < :before
  AND NOT EXISTS (SELECT 1 FROM captures WHERE captures.original = blobs.hash)
  AND NOT EXISTS (SELECT 1 FROM pictures WHERE pictures.blob = blobs.hash)
  AND NOT EXISTS (SELECT 1 FROM note_pictures WHERE note_pictures.blob = blobs.hash)
  AND NOT EXISTS (SELECT 1 FROM quotes WHERE quotes.picture = blobs.hash)
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.original = blobs.hash)
