INSERT INTO taggings (item, theme, item_kind, made_by, state, tagged_at, reason)
SELECT :item, :theme, :item_kind, 'rule', 'confirmed', :tagged_at, :reason
WHERE NOT EXISTS (SELECT 1 FROM refusals WHERE item = :item AND theme = :theme)
ON CONFLICT (item, theme) DO NOTHING
