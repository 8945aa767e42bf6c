UPDATE library SET id = :id, seq = max(seq, :seq + 1), created_at = :created_at
