SELECT
    articles.id, external_id, articles.title AS title, byline, site,
    articles.url AS url, canonical_url, published, lang, abstract_text,
    articles.capture AS capture, clipped_at, read_at, starred_at, trashed_at,
    coalesce(abstract_text, excerpt) AS excerpt,
    (SELECT count(*) FROM quotes WHERE quotes.article = articles.id AND quotes.trashed_at IS NULL) AS quotes
FROM articles JOIN captures ON captures.id = articles.capture
WHERE articles.id = :id
