SELECT article
FROM captures
WHERE original = :hash
   OR id IN (SELECT capture FROM pictures WHERE blob = :hash)
LIMIT 1
