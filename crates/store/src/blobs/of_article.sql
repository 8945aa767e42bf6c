SELECT original AS hash FROM captures WHERE article = :article AND original IS NOT NULL
UNION
SELECT blob AS hash
FROM pictures JOIN captures ON captures.id = pictures.capture
WHERE captures.article = :article AND blob IS NOT NULL
UNION
SELECT picture AS hash FROM quotes WHERE article = :article AND picture IS NOT NULL
