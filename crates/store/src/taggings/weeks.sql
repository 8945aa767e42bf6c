WITH RECURSIVE under (top, theme) AS (
    SELECT id, id FROM themes WHERE id IN (SELECT parent FROM themes)
    UNION SELECT top, themes.id FROM themes JOIN under ON themes.parent = under.theme
), recent (article, week) AS MATERIALIZED (
    SELECT id, (:until - coalesce(published_ms, clipped_at)) / :week_ms
    FROM articles
    WHERE coalesce(published_ms, clipped_at) <= :until
      AND coalesce(published_ms, clipped_at) > :until - :weeks * :week_ms
      AND id NOT IN (SELECT id FROM articles WHERE trashed_at IS NOT NULL)
)
-- As in the counts: only under themes that have others below them an article may be found twice.
SELECT theme, week, count(*) AS articles
FROM recent CROSS JOIN taggings ON item = article
WHERE state = 'confirmed' AND theme NOT IN (SELECT top FROM under)
GROUP BY theme, week
UNION ALL
SELECT top AS theme, week, count(DISTINCT article) AS articles
FROM under CROSS JOIN taggings USING (theme) CROSS JOIN recent ON article = item
WHERE state = 'confirmed' AND item_kind = 'article'
GROUP BY top, week
