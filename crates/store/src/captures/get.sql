SELECT id, article, taken_at, original, media_type, url, title, html, text FROM captures WHERE id = :id
