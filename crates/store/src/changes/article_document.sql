SELECT
    articles.id AS id, external_id, articles.title AS title, byline, site,
    articles.url AS url, lang, published, clipped_at,
    abstract_text, text,
    (
        SELECT group_concat(other, char(10)) FROM (
            SELECT url AS other FROM captures
            WHERE article = articles.id AND url IS NOT NULL AND url IS NOT articles.url
            GROUP BY url ORDER BY min(taken_at)
        )
    ) AS other_urls,
    read_at IS NOT NULL AS read, starred_at IS NOT NULL AS starred, trashed_at IS NOT NULL AS trashed,
    EXISTS (SELECT 1 FROM quotes WHERE article = articles.id AND quotes.trashed_at IS NULL) AS has_quote,
    EXISTS (SELECT 1 FROM notes WHERE article = articles.id AND notes.trashed_at IS NULL) AS has_note,
    EXISTS (
        SELECT 1 FROM quotes
        WHERE article = articles.id AND quotes.trashed_at IS NULL AND exact GLOB '*[0-9０-９]*'
    ) AS has_figure,
    EXISTS (SELECT 1 FROM pictures WHERE pictures.capture = articles.capture AND state = 'kept') AS has_picture
FROM articles JOIN captures ON captures.id = articles.capture
WHERE articles.id = :id
