INSERT INTO changes (item, kind, seq, live) VALUES (:item, :kind, :seq, :live)
ON CONFLICT (item) DO UPDATE SET kind = excluded.kind, seq = excluded.seq, live = excluded.live
