SELECT capture, position, url, smaller, alt, state, blob, message
FROM pictures
WHERE state = 'waiting'
ORDER BY capture, position
LIMIT :limit
