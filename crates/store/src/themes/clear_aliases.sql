DELETE FROM aliases WHERE theme = :theme
