SELECT id, kind, payload, article, state, attempts, next_at, message, created_at, changed_at
FROM jobs
WHERE id = :id
