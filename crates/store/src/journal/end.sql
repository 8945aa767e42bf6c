UPDATE journal_switch SET recording = 0
