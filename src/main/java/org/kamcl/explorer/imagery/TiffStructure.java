package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.geo.GeoTiffTags;
import org.kamcl.explorer.geo.GeoreferenceReader;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.tiff.ByteSource;
import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffFile;
import org.kamcl.explorer.imagery.tiff.TiffImage;
import org.kamcl.explorer.imagery.tiff.TiffLayout;
import org.kamcl.explorer.imagery.tiff.TiffTag;

/** The roles of the images within a TIFF file: the raster itself, its overviews and its masks. */
final class TiffStructure {
  private static final int REDUCED = 1;
  private static final int MASK = 4;
  private static final int INCH = 2;
  private static final int CENTIMETER = 3;
  private static final double CENTIMETERS_PER_INCH = 2.54;
  private static final double SAME_SHAPE = 0.02;

  private final TiffFile file;
  private final int main;
  private final Map<Integer, TiffLayout> layouts = new HashMap<>();
  private final List<Integer> overviews = new ArrayList<>();
  private final List<Integer> masks = new ArrayList<>();
  private final TiffColorModel colors;
  private final int alpha;
  private final OptionalDouble noData;
  private final RasterInfo info;
  private final RasterInfo maskedInfo;

  private TiffStructure(ByteSource source) throws IOException {
    this.file = TiffFile.parse(source);
    List<TiffDirectory> all = file.directories();
    this.main = first(all);
    TiffDirectory tags = all.get(main);
    TiffLayout layout = TiffLayout.of(tags, source.size());
    TiffImage.check(tags, layout);
    layouts.put(main, layout);
    for (int i = 0; i < all.size(); i++) {
      if (i != main) {
        further(i, all.get(i), layout, source.size());
      }
    }
    this.colors = new TiffColorModel(tags, layout);
    this.alpha = alpha(tags, layout);
    this.noData = noData(tags);
    RasterInfo.Builder builder =
        RasterInfo.builder("GeoTIFF", layout.width(), layout.height(), layout.bands())
            .samples(layout.type().label(), colors.isDisplayable(layout.type()))
            .palette(colors.hasPalette())
            .selectableBands(colors.isComposite() ? 3 : layout.bands())
            .georeference(inside(tags))
            .exif(ExifParser.parse(source, tags))
            .warnings(file.damage().map(Problem::of).stream().toList());
    this.maskedInfo = builder.noData(noData, true).build();
    this.info = builder.noData(noData, noData.isPresent() || mayHaveMissingPixels()).build();
  }

  /**
   * @throws KamclException if the file is damaged or of a variant that is not supported
   */
  static TiffStructure of(ByteSource source) throws IOException {
    return new TiffStructure(source);
  }

  private static int first(List<TiffDirectory> all) {
    for (int i = 0; i < all.size(); i++) {
      long kind = all.get(i).integer(TiffTag.NEW_SUBFILE_TYPE, 0);
      if ((kind & (REDUCED | MASK)) == 0 && all.get(i).has(TiffTag.IMAGE_WIDTH)) {
        return i;
      }
    }
    return 0;
  }

  private void further(int number, TiffDirectory tags, TiffLayout full, long fileSize) {
    long kind = tags.integer(TiffTag.NEW_SUBFILE_TYPE, 0);
    TiffLayout layout;
    try {
      layout = TiffLayout.of(tags, fileSize);
      TiffImage.check(tags, layout);
    } catch (KamclException e) {
      // An overview that cannot be read is ignored.
      return;
    }
    double across = (double) layout.width() / full.width();
    double down = (double) layout.height() / full.height();
    boolean alike =
        Math.abs(across / down - 1) < SAME_SHAPE
            || Math.abs(layout.width() - full.width() * down) <= 1
            || Math.abs(layout.height() - full.height() * across) <= 1;
    if ((kind & MASK) != 0 && layout.bands() == 1 && alike) {
      masks.add(number);
      layouts.put(number, layout);
    } else if ((kind & REDUCED) != 0
        && alike
        && layout.width() < full.width()
        && layout.bands() == full.bands()
        && layout.type().equals(full.type())
        && layout.photometric() == full.photometric()) {
      overviews.add(number);
      layouts.put(number, layout);
    }
  }

  private static int alpha(TiffDirectory tags, TiffLayout layout) {
    long[] extra = tags.integers(TiffTag.EXTRA_SAMPLES);
    for (int i = 0; i < extra.length; i++) {
      int band = layout.bands() - extra.length + i;
      if ((extra[i] == 1 || extra[i] == 2) && band > 0) {
        return band;
      }
    }
    return -1;
  }

  private static OptionalDouble noData(TiffDirectory tags) {
    Optional<String> text = tags.text(TiffTag.GDAL_NODATA);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(number(text.get()));
    } catch (NumberFormatException e) {
      // A value that is not a number is ignored.
      return OptionalDouble.empty();
    }
  }

  /** A number in the spelling of GDAL, or of the C runtimes that other writers use. */
  private static double number(String text) {
    String word = text.strip().replace(',', '.').toLowerCase(Locale.ROOT);
    if (word.contains("nan") || word.contains("#ind")) {
      return Double.NaN;
    }
    if (word.contains("inf")) {
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(word);
  }

  static GeoreferenceReader.EmbeddedMetadata inside(TiffDirectory tags) {
    GeoTiffTags geo =
        new GeoTiffTags(
            tags.integers(TiffTag.GEO_KEYS),
            tags.numbers(TiffTag.GEO_DOUBLES),
            // One character per byte, as the keys refer to it by byte offsets.
            new String(tags.bytes(TiffTag.GEO_ASCII), StandardCharsets.ISO_8859_1),
            tags.numbers(TiffTag.MODEL_PIXEL_SCALE),
            tags.numbers(TiffTag.MODEL_TIE_POINT),
            tags.numbers(TiffTag.MODEL_TRANSFORMATION),
            pixelsPerInch(tags));
    return new GeoreferenceReader.EmbeddedMetadata(
        Optional.of(geo), Optional.empty(), tags.has(TiffTag.RPC));
  }

  private static double[] pixelsPerInch(TiffDirectory tags) {
    double[] x = tags.numbers(TiffTag.X_RESOLUTION);
    double[] y = tags.numbers(TiffTag.Y_RESOLUTION);
    long unit = tags.integer(TiffTag.RESOLUTION_UNIT, INCH);
    if (x.length == 0 || y.length == 0 || (unit != INCH && unit != CENTIMETER)) {
      return new double[0];
    }
    double scale = unit == INCH ? 1 : CENTIMETERS_PER_INCH;
    return new double[] {x[0] * scale, y[0] * scale};
  }

  TiffFile file() {
    return file;
  }

  RasterInfo info() {
    return info;
  }

  /** The metadata of a file with a mask beside it. */
  RasterInfo maskedInfo() {
    return maskedInfo;
  }

  int main() {
    return main;
  }

  TiffDirectory tags() {
    return file.directories().get(main);
  }

  TiffLayout layout() {
    return layouts.get(main);
  }

  TiffLayout layout(int number) {
    return layouts.get(number);
  }

  TiffColorModel colors() {
    return colors;
  }

  /** The alpha band; -1 without one. */
  int alpha() {
    return alpha;
  }

  OptionalDouble noData() {
    return noData;
  }

  /** Whether some pixels may be masked, transparent or never written. */
  boolean mayHaveMissingPixels() {
    TiffLayout full = layout();
    for (int i = 0; i < full.chunks(); i++) {
      if (full.isEmpty(i)) {
        return true;
      }
    }
    return alpha >= 0 || !masks.isEmpty();
  }

  /** The smallest image that has enough pixels for a region. */
  int overview(TileBounds region, int side) {
    return smallest(overviews, main, region, side);
  }

  /** The smallest mask that has enough pixels for a region; -1 without one. */
  int mask(TileBounds region, int side) {
    int largest = -1;
    for (int number : masks) {
      if (largest < 0 || layouts.get(number).width() > layouts.get(largest).width()) {
        largest = number;
      }
    }
    return largest < 0 ? -1 : smallest(masks, largest, region, side);
  }

  private int smallest(List<Integer> numbers, int otherwise, TileBounds region, int side) {
    int best = otherwise;
    for (int number : numbers) {
      double scale = (double) layouts.get(number).width() / layout().width();
      boolean enough = Math.max(region.width(), region.height()) * scale >= side;
      if (enough && layouts.get(number).width() < layouts.get(best).width()) {
        best = number;
      }
    }
    return best;
  }
}
