DELETE FROM checkpoints
WHERE nonce NOT IN (SELECT nonce FROM checkpoints ORDER BY seq DESC, made_at DESC LIMIT :kept)
