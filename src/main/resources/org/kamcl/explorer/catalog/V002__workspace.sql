-- What people do with an archive: searches, tags, judgements, removals; and ways to find pictures.

-- A removed picture is kept until the workspace is opened after the process that removed it ended.
CREATE TABLE removals (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: an old undo must not bring back others
  process INTEGER NOT NULL,
  started INTEGER NOT NULL -- of the process, milliseconds since 1970; ids of processes come again
) STRICT;

ALTER TABLE images ADD COLUMN removal INTEGER; -- id of the removal; null for what is in the archive
CREATE INDEX images_by_removal ON images (removal) WHERE removal IS NOT NULL;

ALTER TABLE files ADD COLUMN missing INTEGER; -- since when it is gone, milliseconds since 1970

-- Count up whenever pictures or vectors change; what is cached elsewhere names the count it saw.
CREATE TABLE revisions (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO revisions (name, value) VALUES ('pictures', 1), ('vectors', 1);

-- Boxes around footprints. One across the date line has two: twice the id of the picture, and one
-- more.
CREATE VIRTUAL TABLE boxes USING rtree (id, west, east, south, north);
CREATE TRIGGER boxes_of_deleted AFTER DELETE ON images BEGIN
  DELETE FROM boxes WHERE id = 2 * old.id;
  DELETE FROM boxes WHERE id = 2 * old.id + 1;
END;

-- Words of captions and paths.
CREATE VIRTUAL TABLE caption_words USING fts5 (
  sentence, content = 'captions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO caption_words (caption_words) VALUES ('rebuild');
CREATE TRIGGER caption_words_of_new AFTER INSERT ON captions BEGIN
  INSERT INTO caption_words (rowid, sentence) VALUES (new.id, new.sentence);
END;
CREATE TRIGGER caption_words_of_deleted AFTER DELETE ON captions BEGIN
  INSERT INTO caption_words (caption_words, rowid, sentence)
  VALUES ('delete', old.id, old.sentence);
END;
CREATE TRIGGER caption_words_of_changed AFTER UPDATE OF sentence ON captions BEGIN
  INSERT INTO caption_words (caption_words, rowid, sentence)
  VALUES ('delete', old.id, old.sentence);
  INSERT INTO caption_words (rowid, sentence) VALUES (new.id, new.sentence);
END;

CREATE VIRTUAL TABLE file_words USING fts5 (
  path, content = 'files', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO file_words (file_words) VALUES ('rebuild');
CREATE TRIGGER file_words_of_new AFTER INSERT ON files BEGIN
  INSERT INTO file_words (rowid, path) VALUES (new.id, new.path);
END;
CREATE TRIGGER file_words_of_deleted AFTER DELETE ON files BEGIN
  INSERT INTO file_words (file_words, rowid, path) VALUES ('delete', old.id, old.path);
END;
CREATE TRIGGER file_words_of_moved AFTER UPDATE OF path ON files WHEN old.path <> new.path BEGIN
  INSERT INTO file_words (file_words, rowid, path) VALUES ('delete', old.id, old.path);
  INSERT INTO file_words (rowid, path) VALUES (new.id, new.path);
END;

-- Words, filter and feedback, never vectors: a search survives a change of the model.
CREATE TABLE searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE, -- null for one of the history
  query TEXT NOT NULL, -- as people write it
  filter TEXT NOT NULL, -- JSON
  feedback TEXT NOT NULL, -- JSON
  top INTEGER NOT NULL,
  used INTEGER NOT NULL, -- milliseconds since 1970
  strong INTEGER NOT NULL -- matches it had then
) STRICT;
CREATE UNIQUE INDEX history ON searches (query, filter, feedback) WHERE name IS NULL;

CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE image_tags (
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  PRIMARY KEY (tag_id, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_image ON image_tags (image_id);

CREATE TABLE judgements (
  query TEXT NOT NULL, -- as people write it
  image_id INTEGER NOT NULL REFERENCES images (id) ON DELETE CASCADE,
  good INTEGER NOT NULL, -- 1 for what was meant, 0 for what was not
  PRIMARY KEY (query, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_by_image ON judgements (image_id);

-- How the scenes of a collection are made visible.
CREATE TABLE looks (
  collection_id INTEGER PRIMARY KEY REFERENCES collections (id) ON DELETE CASCADE,
  look TEXT NOT NULL -- JSON
) STRICT;

-- Files that could not be used when they were last read.
CREATE TABLE problems (
  path TEXT PRIMARY KEY, -- absolute
  folder TEXT NOT NULL, -- that was indexed when it was found
  collection TEXT NOT NULL, -- it would belong to
  reason TEXT NOT NULL -- a sentence
) STRICT, WITHOUT ROWID;
