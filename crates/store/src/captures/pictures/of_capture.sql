SELECT capture, position, url, smaller, alt, state, blob, message
FROM pictures
WHERE capture = :capture
ORDER BY position
