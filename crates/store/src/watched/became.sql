UPDATE watched SET article = :article WHERE path = :path
