SELECT count(*)
FROM articles
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (NOT :unread OR read_at IS NULL)
  AND (NOT :starred OR starred_at IS NOT NULL)
