UPDATE jobs SET next_at = :now WHERE state = 'waiting' AND next_at > :now
