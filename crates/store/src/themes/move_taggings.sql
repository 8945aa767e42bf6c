INSERT INTO taggings (item, theme, item_kind, made_by, state, tagged_at, reason)
SELECT item, :into, item_kind, made_by, state, tagged_at, reason FROM taggings WHERE theme = :from
ON CONFLICT (item, theme) DO NOTHING
