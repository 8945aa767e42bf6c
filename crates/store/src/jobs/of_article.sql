SELECT id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at
FROM jobs
WHERE article = :article
ORDER BY created_at DESC, id DESC
