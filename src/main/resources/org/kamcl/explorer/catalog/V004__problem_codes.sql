-- Problems and warnings are stored as a code with arguments instead of an English sentence, so that
-- they can be shown in any language: {"code": "explorer.index.FILE_UNREADABLE", "arguments": [...]}.
-- images.warnings holds a JSON list of them. The rows of older catalogs are converted in Java.
CREATE TABLE coded_problems (
  path TEXT PRIMARY KEY, -- absolute
  folder TEXT NOT NULL, -- the indexed folder that the file was found in, absolute
  collection TEXT NOT NULL, -- name of the collection that the file would belong to
  problem TEXT NOT NULL -- JSON object
) STRICT, WITHOUT ROWID;
INSERT INTO coded_problems (path, folder, collection, problem)
  SELECT path, folder, collection, reason FROM problems;
DROP TABLE problems;
ALTER TABLE coded_problems RENAME TO problems;

-- The serialized key of how a file is tiled and rendered. Two files with the same content and the
-- same key have the same embeddings.
ALTER TABLE files RENAME COLUMN cutting TO tiling;
