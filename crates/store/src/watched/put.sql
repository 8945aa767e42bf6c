INSERT INTO watched (path, bytes, modified_at, seen_at)
VALUES (:path, :bytes, :modified_at, :seen_at)
ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at, seen_at = excluded.seen_at
