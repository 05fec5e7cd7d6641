-- How the scores of random pairs of a collection differ from those of a model's reference images.
CREATE TABLE collection_statistics (
  collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES models (id) ON DELETE CASCADE,
  calibration INTEGER NOT NULL, -- fingerprint of the score calibration they were measured with
  images INTEGER NOT NULL, -- number of images of the collection at that time
  scale REAL NOT NULL, -- factor of z-scores
  offset REAL NOT NULL, -- added to scaled z-scores
  similarity REAL NOT NULL, -- median cosine similarity of an image and its nearest reference image
  unfamiliar INTEGER NOT NULL, -- 1 if the images differ from those the model learned from
  PRIMARY KEY (collection_id, model_id)
) STRICT, WITHOUT ROWID;
