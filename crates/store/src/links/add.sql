INSERT INTO links (source, source_kind, target, target_kind)
VALUES (:source, :source_kind, :target, :target_kind)
ON CONFLICT (source, target) DO NOTHING
