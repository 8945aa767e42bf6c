INSERT INTO blobs (hash, media_type, bytes, kept_at)
VALUES (:hash, :media_type, :bytes, :kept_at)
ON CONFLICT (hash) DO UPDATE SET kept_at = excluded.kept_at
