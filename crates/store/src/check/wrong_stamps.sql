WITH items (item, kind) AS (
    SELECT id, 'article' FROM articles
    UNION ALL SELECT id, 'quote' FROM quotes
    UNION ALL SELECT id, 'note' FROM notes
    UNION ALL SELECT id, 'theme' FROM themes
)
SELECT items.item AS item, items.kind AS kind, 1 AS live
FROM items LEFT JOIN changes ON changes.item = items.item
WHERE changes.live IS NOT 1 OR changes.kind <> items.kind
UNION ALL
SELECT item, kind, 0
FROM changes
WHERE live = 1 AND item NOT IN (SELECT item FROM items)
