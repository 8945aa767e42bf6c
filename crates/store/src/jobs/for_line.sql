SELECT id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at
FROM jobs
WHERE kind = :kind AND state <> 'done' AND substr(payload, 1, length(:line)) = :line
ORDER BY created_at DESC, id DESC
