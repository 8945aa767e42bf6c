SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'done' AND changed_at < :before) AS found
