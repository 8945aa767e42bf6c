SELECT articles.id AS id
FROM articles JOIN captures ON captures.id = articles.capture
WHERE captures.article <> articles.id
