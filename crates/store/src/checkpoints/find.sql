SELECT 1 FROM checkpoints WHERE nonce = :nonce AND seq = :seq
