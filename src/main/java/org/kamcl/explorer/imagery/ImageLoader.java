package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SampleGrid;

/**
 * Finds image files, plans the images (whole files or tiles) that they are indexed as, and reads
 * their pixels as the model and the window need them. Any number of threads may use it.
 */
public final class ImageLoader {
  /** Images are read with about so many pixels along the longer side for the model. */
  public static final int EMBEDDING_SIDE = 512;

  /** Limit of the tiles of a scene; more take hours to embed. */
  private static final int MAX_TILES = 100_000;

  /** Limit of the tiles among which those with stored pixels are looked for. */
  private static final long MAX_CANDIDATES = 20_000_000;

  private static final int MAX_STRETCHES = 64;

  private final RasterReaders readers;
  private final ImageInspector inspector;
  private final SceneSamples samples = new SceneSamples();
  private final Map<StretchKey, PercentileStretch> stretches = new LruMap<>(MAX_STRETCHES);

  private record StretchKey(FileState state, BandRendering rendering) {}

  /** With the readers on the class path. */
  public ImageLoader() {
    this(RasterReaders.load());
  }

  /**
   * @param readers of the formats
   */
  ImageLoader(RasterReaders readers) {
    this.readers = readers;
    this.inspector = new ImageInspector(readers, samples);
  }

  /** Names and extensions of the formats that are read. */
  public List<ImageFormat> formats() {
    return readers.formats();
  }

  /**
   * The image files below a folder, sorted. Includes files of well-known formats that are not read,
   * so that they are reported instead of passed over.
   *
   * @throws KamclException if the folder does not exist or cannot be read
   */
  public List<Path> list(Path folder) {
    return find(folder).names().stream().map(folder::resolve).toList();
  }

  /**
   * The same, with what was skipped in the folder.
   *
   * @throws KamclException if the folder does not exist or cannot be read
   */
  public ImageFiles.Listing find(Path folder) {
    return ImageFiles.find(folder, readers::hasRasterExtension);
  }

  /**
   * Whether a file is of a format of scenes, whose bands are rendered, not of ordinary images,
   * which are decoded as the model's training images were.
   *
   * @throws KamclException if the file is missing, empty, or of a format that is not read
   */
  public boolean isScene(Path file) {
    return readers.forFile(file).holdsScenes();
  }

  /**
   * Version of the code that reads the pixels of a file; see {@link
   * org.kamcl.explorer.imagery.spi.RasterReader#pixelVersion}.
   *
   * @throws KamclException if the file is missing, empty, or of a format that is not read
   */
  public int pixelVersion(Path file) {
    return readers.forFile(file).pixelVersion();
  }

  /** The same by the extension of a file, which need not exist; 1 for an unknown one. */
  public int pixelVersionByName(Path file) {
    return readers.pixelVersionByName(file);
  }

  /**
   * Whether {@link #find} lists a file: its extension is that of a format that is read, or of a
   * well-known one that is not.
   */
  public boolean hasRasterExtension(Path file) {
    return readers.hasRasterExtension(file);
  }

  /** Whether a file has sidecar files that may georeference it. */
  public static boolean hasGeoreferencingSidecar(Path file) {
    return ImageInspector.hasGeoreferencingSidecar(file);
  }

  /** Bytes of the mask file beside a file; 0 without one. */
  public static long maskSize(Path file) {
    return TiffReader.maskSize(file);
  }

  /**
   * Identifies the present content of a file: equal for two looks at a file that has not changed.
   *
   * @throws KamclException if the file is missing
   */
  public static Object state(Path file) {
    return FileState.of(file);
  }

  /** Determines metadata and footprints of files. */
  public ImageInspector inspector() {
    return inspector;
  }

  /**
   * The images that a file is indexed as.
   *
   * @param assignedEpsg CRS to assume for a file whose coordinates have none
   * @return one for the whole file, or one per tile
   * @throws KamclException if the file is no image, damaged, or of a format that is not read
   */
  public List<PlannedImage> plan(Path file, TilingSpec tiling, OptionalInt assignedEpsg) {
    ImageInspector.Inspection inspection = inspector.inspection(file, assignedEpsg);
    ImageMetadata metadata = inspection.metadata();
    int width = metadata.width();
    int height = metadata.height();
    double[] gsd =
        inspection
            .georeference()
            .flatMap(g -> g.groundSampleDistance(width, height))
            .orElse(new double[2]);
    Optional<TileGrid> grid =
        inspection.georeference().isPresent() || tiling.inPixels()
            ? new SceneTiler(tiling).grid(width, height, gsd[0], gsd[1])
            : Optional.empty();
    if (grid.isPresent() && grid.get().count() > MAX_CANDIDATES) {
      throw new KamclException(RasterError.TOO_MANY_TILES, file, grid.get().count(), MAX_TILES);
    }
    Content content = content(file, inspection, grid);
    if (grid.isEmpty()) {
      return List.of(wholeImage(inspection, content.warnings));
    }
    List<PlannedImage> images = new ArrayList<>();
    for (TileBounds tile : content.tiles) {
      images.add(
          new PlannedImage(
              Optional.of(tile),
              tile.width(),
              tile.height(),
              inspection.georeference().flatMap(g -> g.footprint(tile)),
              metadata.gsd(),
              metadata.date(),
              metadata.crs(),
              inspection.missingCrs(),
              content.warnings));
    }
    return images;
  }

  /**
   * What the pixels of a file say about its images.
   *
   * @param tiles that contain a valid pixel
   * @param warnings about the file
   */
  private record Content(List<TileBounds> tiles, List<Problem> warnings) {}

  private Content content(
      Path file, ImageInspector.Inspection inspection, Optional<TileGrid> grid) {
    ImageMetadata metadata = inspection.metadata();
    boolean searched = grid.isPresent() && inspection.mayHaveNoData();
    if (grid.isEmpty() && inspection.displayable()) {
      return new Content(List.of(), metadata.warnings());
    }
    try (RasterDataset dataset = readers.forFile(file).open(file)) {
      List<TileBounds> tiles =
          grid.isEmpty()
              ? List.of()
              : grid.get().tiles(MAX_TILES, tile -> !searched || dataset.isStored(tile));
      if (tiles.size() > MAX_TILES) {
        throw new KamclException(RasterError.TOO_MANY_TILES, file, grid.get().count(), MAX_TILES);
      }
      if (!searched && inspection.displayable()) {
        return new Content(tiles, metadata.warnings());
      }
      int[] bands = SceneSamples.defaultBands(dataset.info());
      SceneSamples.SceneSample sample = samples.of(file, dataset, bands, metadata.noData());
      TileBounds whole = new TileBounds(0, 0, metadata.width(), metadata.height());
      List<TileBounds> valid =
          tiles.stream().filter(tile -> hasValidPixel(sample, whole, tile)).toList();
      if (grid.isPresent() && valid.isEmpty()) {
        throw new KamclException(RasterError.NO_VALID_PIXELS, file);
      }
      List<Problem> warnings = new ArrayList<>(metadata.warnings());
      sample.noData().warnings().forEach(warning -> warnings.add(warning.in(file)));
      return new Content(valid, warnings);
    } catch (IOException | KamclException | OutOfMemoryError | StackOverflowError e) {
      throw RasterReaders.readError(file, e);
    }
  }

  private static PlannedImage wholeImage(
      ImageInspector.Inspection inspection, List<Problem> warnings) {
    ImageMetadata metadata = inspection.metadata();
    Optional<Footprint> footprint =
        metadata.footprint().or(() -> metadata.point().map(p -> new Footprint(List.of(p))));
    return new PlannedImage(
        Optional.empty(),
        metadata.displayedWidth(),
        metadata.displayedHeight(),
        footprint,
        metadata.gsd(),
        metadata.date(),
        metadata.crs(),
        inspection.missingCrs(),
        warnings);
  }

  /** A tile that is smaller than the distance of two samples counts as valid. */
  private static boolean hasValidPixel(
      SceneSamples.SceneSample scene, TileBounds whole, TileBounds tile) {
    SampleGrid sample = scene.grid();
    double scaleX = (double) sample.width() / whole.width();
    double scaleY = (double) sample.height() / whole.height();
    int left = (int) Math.ceil(tile.x() * scaleX);
    int top = (int) Math.ceil(tile.y() * scaleY);
    int right = (int) Math.floor((tile.x() + tile.width()) * scaleX);
    int bottom = (int) Math.floor((tile.y() + tile.height()) * scaleY);
    if (left >= right || top >= bottom) {
      return true;
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int i = y * sample.width() + x;
        for (int b = 0; b < sample.bands().length && !sample.noData().get(i); b++) {
          if (scene.noData().isMeasured(b, sample.bands()[b][i])) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The pixels of an image in the default band rendering. */
  public RgbImage read(Path file, Optional<TileBounds> tile, int side) {
    return read(file, tile, side, BandRendering.DEFAULT);
  }

  /** The pixels of an image in a given band rendering. */
  public RgbImage read(Path file, Optional<TileBounds> tile, int side, BandRendering rendering) {
    return read(file, tile, side, () -> rendering);
  }

  /**
   * The pixels of an image.
   *
   * @param tile part of the file; empty for the whole
   * @param side a scene is read with at least so many pixels along its longer side, where it has
   *     them; an ordinary image is read whole
   * @param scenes is asked for the bands that are shown, and their stretch, if it is a scene
   * @throws KamclException if the file is missing, no image, or damaged
   */
  public RgbImage read(
      Path file, Optional<TileBounds> tile, int side, Supplier<BandRendering> scenes) {
    RasterReader reader = readers.forFile(file);
    try (RasterDataset dataset = reader.open(file)) {
      Optional<RgbImage> decoded = dataset.decodeRgb(tile);
      if (decoded.isPresent()) {
        return decoded.get();
      }
      RasterInfo info = dataset.info();
      BandRendering rendering = scenes.get();
      int[] bands = bands(file, info, rendering);
      boolean asStored = info.displayable() && !rendering.stretchesBytes();
      PercentileStretch stretch = asStored ? null : stretch(file, dataset, bands, rendering);
      TileBounds region = tile.orElse(new TileBounds(0, 0, info.width(), info.height()));
      SampleGrid pixels = dataset.read(clipped(file, region, info), side, bands);
      RgbImage image = render(pixels, stretch);
      return tile.isEmpty() ? inspector.upright(file, info, image) : image;
    } catch (IOException | KamclException | OutOfMemoryError | StackOverflowError e) {
      throw RasterReaders.readError(file, e);
    }
  }

  /** A tile of a file that has become smaller since it was tiled ends with the file. */
  private static TileBounds clipped(Path file, TileBounds tile, RasterInfo info) {
    int width = Math.min(tile.width(), info.width() - tile.x());
    int height = Math.min(tile.height(), info.height() - tile.y());
    if (width < 1 || height < 1) {
      throw new KamclException(RasterError.SMALLER_THAN_INDEXED, file);
    }
    return new TileBounds(tile.x(), tile.y(), width, height);
  }

  /** Renders samples as RGB: one band as gray, three as red, green and blue; no data is black. */
  private static RgbImage render(SampleGrid samples, PercentileStretch stretch) {
    int size = samples.width() * samples.height();
    byte[] rgb = new byte[3 * size];
    for (int c = 0; c < 3; c++) {
      int band = samples.bands().length == 3 ? c : 0;
      float[] values = samples.bands()[band];
      for (int i = 0, at = c; i < size; i++, at += 3) {
        rgb[at] = stretch == null ? (byte) Math.round(values[i]) : stretch.level(band, values[i]);
      }
    }
    for (int i = samples.noData().nextSetBit(0); i >= 0; i = samples.noData().nextSetBit(i + 1)) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 0);
    }
    return new RgbImage(samples.width(), samples.height(), rgb);
  }

  /** Numbers of the bands to show, from 0. */
  private static int[] bands(Path file, RasterInfo info, BandRendering rendering) {
    int[] wanted = rendering.bands().stream().mapToInt(Integer::intValue).toArray();
    if (wanted.length == 0) {
      return SceneSamples.defaultBands(info);
    }
    if (info.palette()) {
      return new int[] {0, 1, 2};
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] > info.selectableBands()) {
        throw new KamclException(RasterError.NO_SUCH_BAND, file, info.selectableBands(), wanted[i]);
      }
      wanted[i]--;
    }
    return wanted;
  }

  private PercentileStretch stretch(
      Path file, RasterDataset dataset, int[] bands, BandRendering rendering) throws IOException {
    StretchKey key = new StretchKey(FileState.of(file), rendering);
    // Under the lock, so that the tiles of one scene do not measure it all at once.
    synchronized (stretches) {
      PercentileStretch known = stretches.get(key);
      if (known == null) {
        SceneSamples.SceneSample sample =
            samples.of(file, dataset, bands, inspector.noData(file, dataset.info()));
        known = PercentileStretch.of(sample.grid(), sample.noData(), rendering);
        stretches.put(key, known);
      }
      return known;
    }
  }
}
