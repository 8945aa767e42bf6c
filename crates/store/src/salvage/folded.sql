SELECT folded FROM themes WHERE id = :id
