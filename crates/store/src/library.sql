SELECT id, seq, created_at FROM library
