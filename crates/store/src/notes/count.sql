WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT count(*)
FROM notes
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (:article IS NULL OR article = :article)
  AND (:theme IS NULL OR id IN (
    SELECT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed' AND item_kind = 'note'
  ))
