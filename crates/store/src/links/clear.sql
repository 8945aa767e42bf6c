DELETE FROM links WHERE source = :source
