UPDATE jobs SET state = 'running', attempts = attempts + 1, next_at = :lease, changed_at = :now
WHERE id = (
    SELECT id FROM jobs
    WHERE state IN ('waiting', 'running') AND next_at <= :now
    ORDER BY next_at, id
    LIMIT 1
)
RETURNING id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at
