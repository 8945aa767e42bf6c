SELECT hash, media_type, bytes, kept_at FROM blobs WHERE hash = :hash
