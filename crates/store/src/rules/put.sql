INSERT INTO rules (theme, least) VALUES (:theme, :least) ON CONFLICT (theme) DO UPDATE SET least = excluded.least
