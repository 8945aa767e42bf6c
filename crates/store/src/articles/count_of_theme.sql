WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT count(DISTINCT item)
FROM under CROSS JOIN taggings USING (theme)
WHERE state = 'confirmed' AND item_kind = 'article'
  AND (item IN (SELECT id FROM articles WHERE trashed_at IS NOT NULL)) = :trashed
  AND (NOT :unread OR EXISTS (SELECT 1 FROM articles WHERE id = item AND read_at IS NULL))
  AND (NOT :starred OR EXISTS (SELECT 1 FROM articles WHERE id = item AND starred_at IS NOT NULL))
