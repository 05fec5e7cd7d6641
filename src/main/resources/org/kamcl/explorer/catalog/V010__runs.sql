-- What was read from the logs of training runs, whose folders are authoritative: an index, which can be
-- deleted at any time.
CREATE TABLE runs (
  name TEXT PRIMARY KEY, -- of the folder
  log_offset INTEGER NOT NULL, -- bytes of the log that were read
  log_check INTEGER NOT NULL, -- checksum of the bytes before the offset
  history TEXT NOT NULL, -- JSON
  checksum INTEGER -- CRC32C of the other values
) STRICT, WITHOUT ROWID;
