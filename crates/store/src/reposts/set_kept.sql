UPDATE reposts SET kept = :kept WHERE article = :article OR other = :article
