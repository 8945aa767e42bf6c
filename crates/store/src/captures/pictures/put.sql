UPDATE pictures
SET url = :url, smaller = :smaller, alt = :alt, state = :state, blob = :blob, message = :message, hash = :hash
WHERE capture = :capture AND position = :position
