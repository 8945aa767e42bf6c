SELECT text FROM captures JOIN articles ON articles.capture = captures.id WHERE articles.id = :article
