SELECT capture, position, url, alt, state, blob, message
FROM pictures
WHERE capture = :capture
ORDER BY position
