SELECT item, item_kind
FROM taggings
WHERE NOT EXISTS (SELECT 1 FROM articles WHERE id = item)
  AND NOT EXISTS (SELECT 1 FROM quotes WHERE id = item)
  AND NOT EXISTS (SELECT 1 FROM notes WHERE id = item)
