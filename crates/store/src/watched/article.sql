SELECT article FROM watched WHERE path = :path
