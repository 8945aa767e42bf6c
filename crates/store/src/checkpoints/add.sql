INSERT INTO checkpoints (nonce, seq, made_at) VALUES (:nonce, :seq, :made_at)
