SELECT
    quotes.id, quotes.article, quotes.capture, exact, prefix, suffix, start, "end", picture, picture_number, placed, speaker, comment, colour,
    created_at, edited_at, quotes.trashed_at,
    articles.title AS article_title, articles.site AS site, articles.published AS published,
    CASE WHEN placed AND picture IS NULL
        THEN (SELECT substr(text, start + 1, "end" - start) FROM captures WHERE captures.id = quotes.capture)
    END AS stands
FROM quotes JOIN articles ON articles.id = quotes.article
WHERE speaker = :speaker AND quotes.trashed_at IS NULL AND articles.trashed_at IS NULL
ORDER BY coalesce(articles.published_ms, created_at) DESC, quotes.id DESC
LIMIT :limit
