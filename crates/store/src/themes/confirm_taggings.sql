UPDATE taggings SET state = 'confirmed'
WHERE theme = :into AND state = 'suggested'
  AND item IN (SELECT item FROM taggings WHERE theme = :from AND state = 'confirmed')
