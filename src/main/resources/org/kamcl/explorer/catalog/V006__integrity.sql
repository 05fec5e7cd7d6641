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

-- Words of deleted rows are deleted from the word indexes at once, instead of when they are next merged.
INSERT INTO caption_words (caption_words, rank) VALUES ('secure-delete', 1);
INSERT INTO file_words (file_words, rank) VALUES ('secure-delete', 1);
INSERT INTO caption_words (caption_words) VALUES ('optimize');
INSERT INTO file_words (file_words) VALUES ('optimize');
