SELECT seq, kind, item, live
FROM changes
WHERE (seq, item) > (:seq, :item)
ORDER BY seq, item
LIMIT :limit
