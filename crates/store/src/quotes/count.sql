WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT count(*)
FROM quotes JOIN articles ON articles.id = quotes.article
WHERE (quotes.trashed_at IS NOT NULL OR articles.trashed_at IS NOT NULL) = :trashed
  AND (:article IS NULL OR quotes.article = :article)
  AND (:speakers IS NULL OR instr(:speakers, char(10) || speaker || char(10)) > 0)
  AND (NOT :unplaced OR NOT placed)
  AND (:theme IS NULL OR quotes.id IN (
    SELECT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed' AND item_kind = 'quote'
  ))
