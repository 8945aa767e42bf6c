SELECT id FROM articles WHERE canonical_url = :url ORDER BY clipped_at DESC LIMIT 1
