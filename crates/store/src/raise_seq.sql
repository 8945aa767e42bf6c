UPDATE library SET seq = seq + 1 RETURNING seq
