SELECT min(next_at) AS next_at FROM jobs WHERE state IN ('waiting', 'running')
