SELECT * FROM quotes WHERE capture NOT IN (SELECT id FROM captures)
