DELETE FROM journal_rows
