INSERT INTO articles (id, title, capture, clipped_at, hash) VALUES (:id, '', :capture, 0, x'')
