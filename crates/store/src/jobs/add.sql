INSERT INTO jobs (id, kind, payload, article, state, attempts, next_at, message, original, created_at, changed_at)
VALUES (:id, :kind, :payload, :article, :state, :attempts, :next_at, :message, :original, :created_at, :changed_at)
