-- A checksum tells whether a row is as it was written, not whether rows are gone, were added or hidden. So
-- the rows that the program wrote are counted here, in the transactions that write them, with the sum of
-- their checksums.
CREATE TABLE expected_files (
  path TEXT PRIMARY KEY, -- of a file in the archive, absolute
  collection_id INTEGER NOT NULL,
  images INTEGER NOT NULL, -- number of its images that are not removed
  checksums INTEGER NOT NULL -- sum of the checksums of these images
) STRICT, WITHOUT ROWID;
CREATE INDEX expected_files_by_collection ON expected_files (collection_id);
INSERT INTO expected_files (path, collection_id, images, checksums)
  SELECT f.path, f.collection_id, count(i.id), ifnull(sum(i.checksum), 0) FROM files f
  LEFT JOIN images i ON i.file_id = f.id AND i.removal IS NULL GROUP BY f.id;

-- The same of whole tables that belong to no file. Their rows are counted in Java.
CREATE TABLE expected_rows (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  checksums INTEGER NOT NULL -- sum of the checksums of the rows
) STRICT, WITHOUT ROWID;

-- Which model is used and what its embeddings are called.
ALTER TABLE models ADD COLUMN checksum INTEGER;

-- Images in an area are found by their footprints in memory: what is wrong in an index of boxes hides
-- images, and it has no checksums.
DROP TRIGGER boxes_of_deleted;
DROP TABLE boxes;
