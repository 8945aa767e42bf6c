DELETE FROM addresses WHERE canonical_url = :canonical_url
