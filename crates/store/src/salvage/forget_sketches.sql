DELETE FROM sketches WHERE article NOT IN (SELECT id FROM articles)
