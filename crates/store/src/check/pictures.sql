SELECT pictures.*, captures.article AS article
FROM pictures JOIN captures ON captures.id = capture
ORDER BY capture DESC
LIMIT :limit
