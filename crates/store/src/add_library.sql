INSERT INTO library (one, id, seq, created_at) VALUES (1, :id, 0, :created_at)
