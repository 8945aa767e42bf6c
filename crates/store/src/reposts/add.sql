INSERT INTO reposts (article, other, share, fresh, kept) VALUES (:article, :other, :share, :fresh, :kept)
ON CONFLICT (article, other) DO UPDATE SET share = excluded.share, fresh = excluded.fresh, kept = excluded.kept
