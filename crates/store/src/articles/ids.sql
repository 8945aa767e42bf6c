WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT id
FROM articles
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (NOT :unread OR read_at IS NULL)
  AND (NOT :starred OR starred_at IS NOT NULL)
  AND (:theme IS NULL OR id IN (
    SELECT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed' AND item_kind = 'article'
  ))
ORDER BY CASE WHEN :by_published THEN coalesce(published_ms, clipped_at) ELSE clipped_at END DESC, id DESC
LIMIT :limit OFFSET :offset
