DELETE FROM rules WHERE theme = :theme
