SELECT theme, least FROM rules
