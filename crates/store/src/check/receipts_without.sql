UPDATE jobs SET original = NULL WHERE original = :hash
