DELETE FROM journal_cells
