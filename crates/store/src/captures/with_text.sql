SELECT articles.id AS article
FROM captures JOIN articles ON articles.capture = captures.id
WHERE text_hash = :text_hash
ORDER BY clipped_at DESC, articles.id DESC
