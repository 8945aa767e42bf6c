SELECT other FROM reposts WHERE article = :article AND kept
