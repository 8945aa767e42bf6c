WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT
    articles.id, external_id, articles.title AS title, byline, site,
    articles.url AS url, canonical_url, published, lang, abstract_text,
    articles.capture AS capture, clipped_at, read_at, starred_at, trashed_at,
    coalesce(abstract_text, excerpt) AS excerpt,
    (SELECT count(*) FROM quotes WHERE quotes.article = articles.id AND quotes.trashed_at IS NULL) AS quotes
FROM articles JOIN captures ON captures.id = articles.capture
WHERE (trashed_at IS NOT NULL) = :trashed
  AND (NOT :unread OR read_at IS NULL)
  AND (NOT :starred OR starred_at IS NOT NULL)
  AND (:theme IS NULL OR articles.id IN (
    SELECT item FROM under CROSS JOIN taggings USING (theme) WHERE state = 'confirmed' AND item_kind = 'article'
  ))
ORDER BY clipped_at DESC, articles.id DESC
LIMIT :limit OFFSET :offset
