-- Hash of the files that made a model's embeddings. Null where an earlier version wrote the row, whose
-- hash is that of the weights alone; it is recorded when the model is next opened.
ALTER TABLE models ADD COLUMN content TEXT;
