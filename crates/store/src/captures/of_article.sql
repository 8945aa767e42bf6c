SELECT id, article, taken_at, original, media_type, url, characters
FROM captures
WHERE article = :article
ORDER BY taken_at DESC, id DESC
