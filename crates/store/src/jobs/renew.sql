UPDATE jobs SET next_at = :lease WHERE id = :id AND state = 'running' AND attempts = :attempt
