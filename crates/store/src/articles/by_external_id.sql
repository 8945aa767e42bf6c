SELECT id FROM articles WHERE external_id = :external_id
