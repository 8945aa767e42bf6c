INSERT INTO taggings (item, theme, item_kind, made_by, state, tagged_at)
SELECT item, :into, item_kind, made_by, state, tagged_at FROM taggings WHERE theme = :from
ON CONFLICT (item, theme) DO NOTHING
