SELECT hash, media_type, bytes, kept_at FROM blobs ORDER BY hash
