UPDATE jobs SET
    kind = :kind, payload = :payload, article = :article, state = :state, attempts = :attempts,
    next_at = :next_at, message = :message, original = :original, created_at = :created_at, changed_at = :changed_at
WHERE id = :id
