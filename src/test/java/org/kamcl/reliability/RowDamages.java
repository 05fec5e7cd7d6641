package org.kamcl.reliability;

import java.util.List;

/** Damages to rows of the catalog: a name and SQL statements, separated by semicolons. */
final class RowDamages {
  /** Damages to rows, by plain SQL; {@code ID} is a random image. */
  static final List<List<String>> ROWS =
      List.of(
          List.of(
              "vector, wrong length",
              "UPDATE embeddings SET vector = x'0000803f' WHERE image_id = ID"),
          List.of("vector, empty", "UPDATE embeddings SET vector = x'' WHERE image_id = ID"),
          List.of(
              "vector, not a number",
              "UPDATE embeddings SET vector = unhex('0000c07f' || hex(substr(vector, 5))) WHERE image_id = ID"),
          List.of(
              "vector, infinite",
              "UPDATE embeddings SET vector = unhex('0000807f' || hex(substr(vector, 5))) WHERE image_id = ID"),
          List.of(
              "vector, zeros",
              "UPDATE embeddings SET vector = zeroblob(length(vector)) WHERE image_id = ID"),
          List.of(
              "vector, of another image",
              "UPDATE embeddings SET vector = (SELECT vector FROM embeddings WHERE image_id <> ID"
                  + " ORDER BY image_id DESC LIMIT 1) WHERE image_id = ID"),
          List.of(
              "vectors, all exchanged",
              "UPDATE embeddings SET vector = unhex(hex(substr(vector, 5)) || hex(substr(vector, 1, 4)))"),
          List.of("concepts, empty", "UPDATE embeddings SET concepts = x'' WHERE image_id = ID"),
          List.of(
              "concepts, wrong length",
              "UPDATE embeddings SET concepts = x'ffff' WHERE image_id = ID"),
          List.of(
              "concepts, zeros",
              "UPDATE embeddings SET concepts = zeroblob(length(concepts)) WHERE image_id = ID"),
          List.of("embedding, removed", "DELETE FROM embeddings WHERE image_id = ID"),
          List.of("image, removed", "DELETE FROM images WHERE id = ID"),
          List.of(
              "image with its embedding, removed",
              "DELETE FROM images WHERE id = ID; DELETE FROM embeddings WHERE image_id = ID"),
          List.of("image, hidden", "UPDATE images SET removal = 99 WHERE id = ID"),
          List.of("embeddings, half removed", "DELETE FROM embeddings WHERE image_id % 2 = 0"),
          List.of("collections, removed", "DELETE FROM collections"),
          List.of("statistics, removed", "DELETE FROM collection_statistics"),
          List.of("model, used long ago", "UPDATE models SET used = 1"),
          List.of("counts of files, removed", "DELETE FROM expected_files"),
          List.of("counts of rows, removed", "DELETE FROM expected_rows"),
          List.of(
              "file, removed",
              "DELETE FROM files WHERE id = (SELECT file_id FROM images WHERE id = ID)"),
          List.of(
              "footprint, moved",
              "UPDATE images SET ring = replace(replace(ring, '1', '2'), '4', '5') WHERE id <= 81"),
          List.of("date, another", "UPDATE images SET date = '1999-01-01' WHERE id = ID"),
          List.of("gsd, another", "UPDATE images SET metres_per_pixel = 99 WHERE id = ID"),
          List.of("window, another", "UPDATE images SET width = width + 1 WHERE id = ID"),
          List.of(
              "image, of another file",
              "UPDATE images SET file_id = (SELECT file_id FROM images WHERE id <> ID ORDER BY id LIMIT 1) WHERE id = ID"),
          List.of(
              "path, of another file",
              "UPDATE files SET path = path || '.jpg' WHERE id = (SELECT file_id FROM images WHERE id = ID)"),
          List.of("collection, renamed", "UPDATE collections SET name = name || 'x'"),
          List.of("footprint, no JSON", "UPDATE images SET ring = '[[1,' WHERE id = ID"),
          List.of(
              "footprint, no numbers",
              "UPDATE images SET ring = '[[\"a\",1],[2,null]]' WHERE id = ID"),
          List.of(
              "footprint, out of range", "UPDATE images SET ring = '[[999,999]]' WHERE id = ID"),
          List.of("warnings, no JSON", "UPDATE images SET warnings = '[{\"code\"' WHERE id = ID"),
          List.of(
              "warnings, unknown code",
              "UPDATE images SET warnings = '[{\"code\":\"x.Y\",\"arguments\":[]}]' WHERE id = ID"),
          List.of("date, no date", "UPDATE images SET date = '2020-99-99' WHERE id = ID"),
          List.of("size, negative", "UPDATE images SET width = -5 WHERE id = ID"),
          List.of(
              "path, empty",
              "UPDATE files SET path = '' WHERE id = (SELECT file_id FROM images WHERE id = ID)"),
          List.of(
              "path, with NUL",
              "UPDATE files SET path = 'a' || char(0) WHERE id ="
                  + " (SELECT file_id FROM images WHERE id = ID)"),
          List.of("model, other hash", "UPDATE models SET hash = 'abc'"),
          List.of("model, other name", "UPDATE models SET name = 'gone'"),
          List.of(
              "statistics, not finite",
              "UPDATE collection_statistics SET scale = 9e999, offset = -9e999"));

  /** Damages that a search for captions sees. */
  static final List<List<String>> CAPTIONS =
      List.of(
          List.of("captions, removed", "DELETE FROM captions WHERE id % 2 = 0"),
          List.of(
              "captions, added",
              "INSERT INTO captions (file_id, sentence, split) SELECT file_id, 'a river of gold', ''"
                  + " FROM captions WHERE id % 2 = 0"),
          List.of(
              "caption, changed",
              "UPDATE captions SET sentence = 'a river of gold' WHERE id = (SELECT min(id) FROM captions)"));

  /** Damages to a saved search that leave it readable. */
  static final List<List<String>> SAVED =
      List.of(
          List.of("removed", "DELETE FROM searches WHERE name = 'kept'"),
          List.of("query, changed", "UPDATE searches SET query = 'a river' WHERE name = 'kept'"),
          List.of("number of hits, changed", "UPDATE searches SET top = 3 WHERE name = 'kept'"),
          List.of(
              "name, exchanged", "UPDATE searches SET name = 'kept' || id WHERE name = 'kept'"));

  private RowDamages() {}
}
