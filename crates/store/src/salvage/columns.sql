SELECT columns.name AS name, columns.type AS type, columns."notnull" AS "notnull", columns.dflt_value AS dflt_value, columns.pk AS pk, tables.wr AS wr
FROM pragma_table_info(?1) AS columns JOIN pragma_table_list(?1) AS tables ON tables.schema = 'main'
ORDER BY CASE WHEN tables.wr AND columns.pk > 0 THEN columns.pk ELSE 1000 + columns.cid END
