SELECT article
FROM sketches JOIN articles ON articles.id = article
WHERE number = :number AND trashed_at IS NULL
