-- Images that people caption, with what they wrote. An image of an earlier queue keeps its row.
CREATE TABLE captioning (
  image_id INTEGER PRIMARY KEY REFERENCES images (id) ON DELETE CASCADE,
  position INTEGER, -- in the present queue, from 1; null for an image of an earlier one
  state TEXT NOT NULL, -- OPEN, CAPTIONED, SKIPPED or UNUSABLE
  captions TEXT NOT NULL, -- JSON list of the saved captions
  draft TEXT NOT NULL, -- what is typed and not saved yet
  uncertainty REAL NOT NULL, -- of the model that suggested the image, bits
  distance REAL, -- of its embedding to that of the nearest captioned image; null if there was none
  unsure TEXT NOT NULL, -- JSON list of the concepts that the model was most unsure about
  strong TEXT NOT NULL, -- JSON list of the concepts that the image has by the model
  checksum INTEGER -- CRC32C of the other values
) STRICT;
