-- What a row names that is lost: it goes with its whole, or stays without it. Blobs stay named, so that a check finds their bytes or misses them.
DELETE FROM pictures WHERE capture NOT IN (SELECT id FROM captures);
INSERT INTO blobs (hash, media_type, bytes, kept_at)
SELECT original, min(media_type), 0, min(taken_at) FROM captures
WHERE original IS NOT NULL AND original NOT IN (SELECT hash FROM blobs)
GROUP BY original;
INSERT INTO blobs (hash, media_type, bytes, kept_at)
SELECT DISTINCT blob, 'application/octet-stream', 0, 0 FROM pictures
WHERE blob IS NOT NULL AND blob NOT IN (SELECT hash FROM blobs);
INSERT INTO blobs (hash, media_type, bytes, kept_at)
SELECT DISTINCT picture, 'application/octet-stream', 0, 0 FROM quotes
WHERE picture IS NOT NULL AND picture NOT IN (SELECT hash FROM blobs);
DELETE FROM note_pictures WHERE note NOT IN (SELECT id FROM notes);
INSERT INTO blobs (hash, media_type, bytes, kept_at)
SELECT DISTINCT blob, 'application/octet-stream', 0, 0 FROM note_pictures
WHERE blob NOT IN (SELECT hash FROM blobs);
INSERT INTO blobs (hash, media_type, bytes, kept_at)
SELECT DISTINCT original, 'application/octet-stream', 0, 0 FROM jobs
WHERE original IS NOT NULL AND original NOT IN (SELECT hash FROM blobs);
DELETE FROM rules WHERE theme NOT IN (SELECT id FROM themes);
DELETE FROM refusals WHERE theme NOT IN (SELECT id FROM themes);
DELETE FROM note_revisions WHERE note NOT IN (SELECT id FROM notes);
UPDATE notes SET article = NULL WHERE article IS NOT NULL AND article NOT IN (SELECT id FROM articles);
UPDATE themes SET parent = NULL WHERE parent IS NOT NULL AND parent NOT IN (SELECT id FROM themes);
DELETE FROM aliases WHERE theme NOT IN (SELECT id FROM themes);
DELETE FROM taggings
WHERE theme NOT IN (SELECT id FROM themes)
   OR item NOT IN (SELECT id FROM articles UNION ALL SELECT id FROM quotes UNION ALL SELECT id FROM notes);
DELETE FROM links
WHERE source NOT IN (SELECT id FROM articles UNION ALL SELECT id FROM quotes UNION ALL SELECT id FROM notes);
DELETE FROM jobs WHERE article IS NOT NULL AND article NOT IN (SELECT id FROM articles);
DELETE FROM reposts WHERE article NOT IN (SELECT id FROM articles) OR other NOT IN (SELECT id FROM articles);
DELETE FROM addresses WHERE article NOT IN (SELECT id FROM articles);
