SELECT bytes, modified_at FROM watched WHERE path = :path
