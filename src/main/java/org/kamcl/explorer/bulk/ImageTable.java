package org.kamcl.explorer.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.ProblemJson;
import org.kamcl.explorer.archive.FootprintText;
import org.kamcl.explorer.archive.ImageEntry;
import org.kamcl.explorer.bulk.ParquetTable.Column;
import org.kamcl.explorer.domain.TileBounds;

/** The images of a part as a Parquet file, without their embeddings. */
final class ImageTable {
  private static final ParquetTable TABLE =
      new ParquetTable(
          List.of(
              new Column("uri", ParquetTable.Type.TEXT),
              new Column("tile_x", ParquetTable.Type.INTEGER),
              new Column("tile_y", ParquetTable.Type.INTEGER),
              new Column("tile_width", ParquetTable.Type.INTEGER),
              new Column("tile_height", ParquetTable.Type.INTEGER),
              new Column("width", ParquetTable.Type.INTEGER),
              new Column("height", ParquetTable.Type.INTEGER),
              new Column("footprint", ParquetTable.Type.TEXT),
              new Column("gsd", ParquetTable.Type.REAL),
              new Column("date", ParquetTable.Type.DATE),
              new Column("crs", ParquetTable.Type.TEXT),
              new Column("warnings", ParquetTable.Type.TEXT)));

  private ImageTable() {}

  /** An image of a file. */
  record Row(String uri, ImageEntry image) {}

  static void write(Path file, List<ImageRow> images) throws IOException {
    TABLE.write(file, images.stream().map(ImageTable::row).toList());
  }

  /**
   * @throws RuntimeException of various kinds if the file is damaged
   */
  static List<Row> read(Path file) throws IOException {
    List<Row> images = new ArrayList<>();
    for (@Nullable Object[] row : TABLE.read(file)) {
      Cells cells = new Cells(row);
      images.add(new Row(cells.text(), image(cells)));
    }
    return images;
  }

  private static @Nullable Object[] row(ImageRow row) {
    ImageEntry image = row.image();
    Optional<TileBounds> tile = image.tile();
    return new @Nullable Object[] {
      row.uri(),
      tile.map(t -> (long) t.x()).orElse(null),
      tile.map(t -> (long) t.y()).orElse(null),
      tile.map(t -> (long) t.width()).orElse(null),
      tile.map(t -> (long) t.height()).orElse(null),
      (long) image.width(),
      (long) image.height(),
      image.footprint().map(FootprintText::format).orElse(null),
      Cells.orNull(image.gsd()),
      image.date().orElse(null),
      image.crs(),
      image.warnings().isEmpty() ? null : ProblemJson.format(image.warnings())
    };
  }

  private static ImageEntry image(Cells cells) {
    Optional<Integer> x = cells.optionalInteger();
    Optional<Integer> y = cells.optionalInteger();
    Optional<Integer> width = cells.optionalInteger();
    Optional<Integer> height = cells.optionalInteger();
    return new ImageEntry(
        x.map(
            left ->
                new TileBounds(left, y.orElseThrow(), width.orElseThrow(), height.orElseThrow())),
        cells.integer(),
        cells.integer(),
        cells.optionalText().map(FootprintText::parse),
        cells.real(),
        cells.date(),
        cells.text(),
        cells.optionalText().map(ProblemJson::parseList).orElse(List.of()));
  }
}
