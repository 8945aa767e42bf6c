SELECT theme, reason FROM taggings WHERE item = :item AND made_by = 'rule' AND reason IS NOT NULL
