DELETE FROM taggings WHERE item = :item AND theme = :theme
