-- Every write gets a random token, which no other catalog and no restored copy of this one has. What
-- is derived from the catalog names a token and is valid only while the catalog holds it.
DELETE FROM revisions WHERE name <> 'pictures';
UPDATE revisions SET value = random(); -- replaced by every change of images

-- The writes that added embeddings since some were last removed or replaced. What was read after one
-- of them is still complete up to there.
CREATE TABLE embedding_versions (
  id INTEGER PRIMARY KEY,
  token INTEGER NOT NULL UNIQUE
) STRICT;
INSERT INTO embedding_versions (token) VALUES (random());

-- CRC32C of a row with its keys; null for a row that was damaged when checksums were introduced. The
-- checksums of older rows are computed in Java.
ALTER TABLE embeddings ADD COLUMN checksum INTEGER;
ALTER TABLE sentences ADD COLUMN checksum INTEGER;
