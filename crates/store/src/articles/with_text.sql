SELECT
    articles.id, external_id, articles.title AS title, byline, site,
    articles.url AS url, canonical_url, published, lang, abstract_text,
    articles.capture AS capture, clipped_at, read_at, starred_at, trashed_at, text
FROM articles JOIN captures ON captures.id = articles.capture
WHERE articles.id = :id
