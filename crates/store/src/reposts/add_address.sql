INSERT INTO addresses (canonical_url, article) VALUES (:canonical_url, :article)
ON CONFLICT (canonical_url) DO UPDATE SET article = excluded.article
