SELECT id FROM (
    SELECT article AS id, 0 AS rank, 0 AS clipped_at FROM addresses WHERE canonical_url = :url
    UNION ALL
    SELECT id, 1, clipped_at FROM articles WHERE canonical_url = :url
)
ORDER BY rank, clipped_at DESC
LIMIT 1
