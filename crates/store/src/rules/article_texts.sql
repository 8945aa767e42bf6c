SELECT articles.id AS id, articles.title AS title, captures.text AS text
FROM articles JOIN captures ON captures.id = articles.capture
WHERE articles.id > :after AND articles.trashed_at IS NULL
ORDER BY articles.id
LIMIT :limit
