-- CRC32C of the values of a row that can change an answer, with its keys; null for a row that was damaged
-- when checksums were introduced. The checksums of older rows are computed in Java.
ALTER TABLE collections ADD COLUMN checksum INTEGER; -- of the name
ALTER TABLE looks ADD COLUMN checksum INTEGER;
ALTER TABLE files ADD COLUMN checksum INTEGER; -- of collection and path
ALTER TABLE files ADD COLUMN captions_checksum INTEGER; -- of the sentences of its captions
ALTER TABLE files ADD COLUMN state_checksum INTEGER; -- of what indexing compares: content, tiling, place
ALTER TABLE images ADD COLUMN checksum INTEGER;
ALTER TABLE collection_statistics ADD COLUMN checksum INTEGER;
ALTER TABLE searches ADD COLUMN checksum INTEGER;
ALTER TABLE tags ADD COLUMN checksum INTEGER;
ALTER TABLE image_tags ADD COLUMN checksum INTEGER;
ALTER TABLE judgements ADD COLUMN checksum INTEGER;

-- Versions of the code that determined the places of a file's images, and that read the pixels of an
-- embedding. The next index repeats what earlier versions did.
ALTER TABLE files ADD COLUMN georeferencing INTEGER NOT NULL DEFAULT 1;
ALTER TABLE embeddings ADD COLUMN reading INTEGER NOT NULL DEFAULT 1;

-- A row for each of the last writes. The file and its write-ahead log belong together only if the log
-- continues the writes in the file.
CREATE TABLE writes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token INTEGER NOT NULL -- random
) STRICT;
INSERT INTO writes (token) VALUES (random());
