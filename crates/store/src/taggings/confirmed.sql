SELECT theme
FROM taggings JOIN themes ON themes.id = theme
WHERE item = :item AND state = 'confirmed'
ORDER BY folded
