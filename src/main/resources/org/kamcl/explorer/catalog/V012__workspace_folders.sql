-- The folder of the workspace, by each path under which it was opened. Paths of files below it are
-- stored with one of them, and are rewritten when the workspace is opened somewhere else.
CREATE TABLE workspace_folders (
  path TEXT PRIMARY KEY -- absolute
) STRICT, WITHOUT ROWID;
