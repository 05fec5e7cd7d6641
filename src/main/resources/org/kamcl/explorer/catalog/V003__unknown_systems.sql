-- Files that have coordinates whose system neither they nor the files beside them name, and what
-- people said it is.
CREATE TABLE unknown_systems (
  file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  answered INTEGER NOT NULL, -- 1 once people said something
  epsg INTEGER -- number they named; null where the file is to stay without a place
) STRICT;

-- Of those that are known already, a picture says so in a warning.
INSERT INTO unknown_systems (file_id, answered)
  SELECT DISTINCT file_id, 0 FROM images WHERE warnings LIKE '%: name % with --crs EPSG:n%';
