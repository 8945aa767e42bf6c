SELECT theme, item, item_kind, made_by, state, tagged_at
FROM taggings JOIN themes ON themes.id = theme
WHERE item = :item
ORDER BY folded
