UPDATE captures SET article = (SELECT id FROM articles WHERE capture = captures.id)
WHERE article NOT IN (SELECT id FROM articles) AND id IN (SELECT capture FROM articles)
