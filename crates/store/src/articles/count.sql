WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT count(*)
FROM articles
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (NOT :unread OR read_at IS NULL)
  AND (NOT :starred OR starred_at IS NOT NULL)
  AND (:theme IS NULL OR articles.id IN (SELECT item FROM taggings JOIN under USING (theme) WHERE state = 'confirmed'))
