SELECT
    articles.id, external_id, title, byline, site, articles.url AS url, canonical_url, published, lang, abstract_text,
    articles.capture AS capture, clipped_at, read_at, starred_at, trashed_at
FROM articles
WHERE id = :id
