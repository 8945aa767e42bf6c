WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
), carrying (item) AS (
    SELECT DISTINCT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed'
)
SELECT count(*)
FROM carrying CROSS JOIN articles ON articles.id = carrying.item
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (NOT :unread OR read_at IS NULL)
  AND (NOT :starred OR starred_at IS NOT NULL)
