SELECT id, article, taken_at, original, media_type, url, title, characters
FROM captures
WHERE article = :article
ORDER BY taken_at DESC, id DESC
