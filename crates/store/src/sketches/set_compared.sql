UPDATE sketches SET state = 'compared' WHERE article = :article AND state = 'made'
