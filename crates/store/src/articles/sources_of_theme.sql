WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
), carrying (item) AS (
    SELECT DISTINCT item FROM under CROSS JOIN taggings USING (theme)
    WHERE state = 'confirmed' AND item_kind = 'article'
)
SELECT site, count(*) AS articles
FROM carrying CROSS JOIN articles ON articles.id = carrying.item
WHERE trashed_at IS NULL AND site IS NOT NULL
GROUP BY site
ORDER BY articles DESC, site
LIMIT :limit
