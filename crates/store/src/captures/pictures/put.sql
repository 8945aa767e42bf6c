UPDATE pictures
SET url = :url, alt = :alt, state = :state, blob = :blob, message = :message, hash = :hash
WHERE capture = :capture AND position = :position
