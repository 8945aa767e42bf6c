INSERT INTO pictures (capture, position, url, smaller, alt, state, blob, message, hash)
VALUES (:capture, :position, :url, :smaller, :alt, :state, :blob, :message, :hash)
