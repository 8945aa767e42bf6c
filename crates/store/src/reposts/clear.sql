DELETE FROM reposts WHERE article = :article OR other = :article
