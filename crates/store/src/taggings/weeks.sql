WITH RECURSIVE under (top, theme) AS (
    SELECT id, id FROM themes
    UNION SELECT top, themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT
    top AS theme,
    (:until - coalesce(published_ms, clipped_at)) / :week_ms AS week,
    count(DISTINCT item) AS articles
FROM under JOIN taggings USING (theme)
    JOIN articles ON articles.id = item
WHERE state = 'confirmed' AND trashed_at IS NULL
  AND coalesce(published_ms, clipped_at) <= :until
  AND coalesce(published_ms, clipped_at) > :until - :weeks * :week_ms
GROUP BY top, week
