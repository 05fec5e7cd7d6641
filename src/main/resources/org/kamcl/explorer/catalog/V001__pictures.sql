-- What the archive holds: collections of files, the pictures cut from them, and what models say.
CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  used INTEGER NOT NULL -- milliseconds since 1970; the last one names the archive's model
) STRICT;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  collection_id INTEGER NOT NULL REFERENCES collections (id),
  path TEXT NOT NULL UNIQUE, -- absolute
  size INTEGER NOT NULL, -- bytes
  modified INTEGER NOT NULL, -- milliseconds since 1970
  sha256 TEXT NOT NULL, -- of the content
  cutting TEXT NOT NULL, -- how it was cut into pictures
  pictures INTEGER NOT NULL -- how many it was cut into
) STRICT;

CREATE INDEX files_by_content ON files (sha256);
CREATE INDEX files_by_collection ON files (collection_id);

CREATE TABLE images (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  part INTEGER NOT NULL, -- 1 for a window, 0 for the whole file
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  width INTEGER NOT NULL, -- pixels
  height INTEGER NOT NULL,
  ring TEXT, -- [[lon,lat],...] in WGS 84; null where the place is not known
  metres_per_pixel REAL,
  date TEXT, -- ISO 8601
  crs TEXT NOT NULL,
  warnings TEXT NOT NULL, -- a JSON list of sentences
  UNIQUE (file_id, part, x, y, width, height)
) STRICT;

-- What a table of places says of a file that has no place of its own.
CREATE TABLE places (
  file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  lon REAL NOT NULL,
  lat REAL NOT NULL,
  date TEXT,
  metres REAL -- width of the picture on the ground
) STRICT;

CREATE TABLE captions (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
  sentence TEXT NOT NULL,
  split TEXT NOT NULL
) STRICT;

CREATE INDEX captions_by_file ON captions (file_id);

CREATE TABLE embeddings (
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  vector BLOB NOT NULL, -- float32, little-endian, of unit length
  concepts BLOB NOT NULL, -- a byte a concept, 255 for strength 1
  PRIMARY KEY (model_id, image_id)
) STRICT;

CREATE INDEX embeddings_by_image ON embeddings (image_id);

-- Sentences are embedded once a model: ten thousand take a minute.
CREATE TABLE sentences (
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  sentence TEXT NOT NULL,
  vector BLOB NOT NULL, -- float32, little-endian, of unit length
  PRIMARY KEY (model_id, sentence)
) STRICT;
