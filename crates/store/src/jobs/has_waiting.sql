SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'waiting' AND next_at > :now) AS found
