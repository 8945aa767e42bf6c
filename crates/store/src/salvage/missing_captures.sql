SELECT id FROM articles
WHERE NOT EXISTS (SELECT 1 FROM captures WHERE captures.id = articles.capture AND captures.article = articles.id)
