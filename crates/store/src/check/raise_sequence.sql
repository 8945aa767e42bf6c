UPDATE library SET seq = max(seq, (SELECT coalesce(max(seq), 0) FROM changes))
