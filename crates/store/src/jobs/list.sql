SELECT id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at
FROM jobs
WHERE id IN (SELECT id FROM jobs WHERE state = 'failed' ORDER BY created_at DESC, id DESC LIMIT :open)
   OR id IN (SELECT id FROM jobs WHERE state IN ('waiting', 'running') ORDER BY created_at DESC, id DESC LIMIT :open)
   OR id IN (SELECT id FROM jobs WHERE state = 'done' ORDER BY created_at DESC, id DESC LIMIT :done)
ORDER BY created_at DESC, id DESC
