WITH RECURSIVE under (theme) AS (
    SELECT :theme
    UNION SELECT themes.id FROM themes JOIN under ON themes.parent = under.theme
)
SELECT theme FROM under
