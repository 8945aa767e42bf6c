SELECT
    articles.id AS id, external_id, title, byline, site, articles.url AS url, lang, published, clipped_at,
    abstract_text, text,
    read_at IS NOT NULL AS read, starred_at IS NOT NULL AS starred, trashed_at IS NOT NULL AS trashed
FROM articles JOIN captures ON captures.id = articles.capture
WHERE articles.id = :id
