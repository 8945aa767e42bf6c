SELECT target, target_kind FROM links WHERE source = :source ORDER BY target
