SELECT article FROM captures WHERE id = :capture
