SELECT id, byline, coalesce(published_ms, clipped_at) AS dated
FROM articles
WHERE byline IS NOT NULL AND trashed_at IS NULL
