WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT
    quotes.id, quotes.article, quotes.capture, exact, prefix, suffix, start, "end", picture, picture_number, placed, speaker, comment, colour,
    created_at, edited_at, quotes.trashed_at,
    articles.title AS article_title, articles.site AS site, articles.published AS published,
    CASE WHEN placed AND picture IS NULL
        THEN (SELECT substr(text, start + 1, "end" - start) FROM captures WHERE captures.id = quotes.capture)
    END AS stands
FROM quotes JOIN articles ON articles.id = quotes.article
WHERE (quotes.trashed_at IS NOT NULL OR articles.trashed_at IS NOT NULL) = :trashed
  AND (:article IS NULL OR quotes.article = :article)
  AND (:speakers IS NULL OR instr(:speakers, char(10) || speaker || char(10)) > 0)
  AND (NOT :unplaced OR NOT placed)
  AND (:theme IS NULL OR quotes.id IN (
    SELECT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed' AND item_kind = 'quote'
  ))
ORDER BY created_at DESC, quotes.id DESC
LIMIT :limit OFFSET :offset
