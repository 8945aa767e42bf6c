SELECT article FROM captures WHERE article NOT IN (SELECT id FROM articles)
UNION SELECT article FROM quotes WHERE article NOT IN (SELECT id FROM articles)
