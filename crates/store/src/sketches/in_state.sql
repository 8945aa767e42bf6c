SELECT article FROM sketches WHERE state <> 'compared' AND state = :state ORDER BY number LIMIT :limit
