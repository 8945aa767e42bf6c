-- A quote may be a picture alone: its bytes as they were marked, and its number in the capture.
ALTER TABLE quotes ADD COLUMN picture TEXT REFERENCES blobs (hash);
ALTER TABLE quotes ADD COLUMN picture_number INTEGER CHECK ((picture_number IS NULL) = (picture IS NULL));
CREATE INDEX quotes_by_picture ON quotes (picture) WHERE picture IS NOT NULL;
