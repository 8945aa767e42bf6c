SELECT quotes.id AS id, quotes.exact AS title, coalesce(quotes.comment, '') AS text
FROM quotes JOIN articles ON articles.id = quotes.article
WHERE quotes.id > :after AND quotes.trashed_at IS NULL AND articles.trashed_at IS NULL
ORDER BY quotes.id
LIMIT :limit
