SELECT id AS theme, name AS form FROM themes
UNION ALL
SELECT theme, form FROM aliases
