UPDATE addresses SET article = :to WHERE article = :from
