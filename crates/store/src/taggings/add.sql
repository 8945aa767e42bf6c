INSERT INTO taggings (item, theme, item_kind, made_by, state, tagged_at)
VALUES (:item, :theme, :item_kind, :made_by, :state, :tagged_at)
ON CONFLICT (item, theme) DO UPDATE SET made_by = excluded.made_by, state = excluded.state
WHERE taggings.state = 'suggested' AND excluded.state = 'confirmed'
