-- What a file of the watched folder became, so that it is known again when it has grown.
ALTER TABLE watched ADD COLUMN article TEXT REFERENCES articles (id) ON DELETE SET NULL;
