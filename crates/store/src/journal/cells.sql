SELECT number, tbl, deed, col, in_key, old, new FROM journal_rows JOIN journal_cells USING (number)
ORDER BY number, journal_cells.rowid
