INSERT INTO pictures (capture, position, url, alt, state, blob, message, hash)
VALUES (:capture, :position, :url, :alt, :state, :blob, :message, :hash)
