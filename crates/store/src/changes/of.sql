SELECT seq, kind, item, live FROM changes WHERE item = :item
