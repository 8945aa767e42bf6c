-- What could not be read stays with its receipt: its bytes as they came.
ALTER TABLE jobs ADD COLUMN original TEXT REFERENCES blobs (hash);
CREATE INDEX jobs_by_original ON jobs (original) WHERE original IS NOT NULL;
