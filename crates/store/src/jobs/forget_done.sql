DELETE FROM jobs WHERE state = 'done' AND changed_at < :before
