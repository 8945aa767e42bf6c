SELECT
    quotes.id AS id, quotes.article AS article, exact, comment, speaker, created_at,
    title AS article_title, site, published, lang,
    quotes.trashed_at IS NOT NULL OR articles.trashed_at IS NOT NULL AS trashed,
    exact GLOB '*[0-9０-９]*' AS has_figure
FROM quotes JOIN articles ON articles.id = quotes.article
WHERE quotes.id = :id
