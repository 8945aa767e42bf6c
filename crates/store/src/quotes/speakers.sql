SELECT speaker, count(*) AS quotes FROM quotes
WHERE speaker IS NOT NULL AND trashed_at IS NULL
GROUP BY speaker ORDER BY quotes DESC, speaker
