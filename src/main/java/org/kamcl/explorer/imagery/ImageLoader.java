package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.tiff.SampleGrid;

/**
 * Reads image files: says which pictures a file is cut into, and gives their pixels. Plain pictures
 * are decoded by the engine, as those it was trained on; everything else is a scene, read by
 * windows. Any number of threads may use it.
 */
public final class ImageLoader {
  /** Pictures are read with about so many pixels along the longer side. */
  public static final int EMBEDDING_SIDE = 512;

  private static final int SAMPLE_SIDE = 512;
  private static final int STRETCHES = 64;

  private final DatasetOpener files = new DatasetOpener();
  private final PlainImageDecoder plain = new PlainImageDecoder();
  private final ImageInspector inspector = new ImageInspector(files);
  private final Map<StretchKey, PercentileStretch> stretches = DatasetOpener.lruMap(STRETCHES);

  private record StretchKey(DatasetOpener.FileState state, BandRendering look) {}

  /**
   * The image files below a folder, sorted; also those of kinds that are refused by name.
   *
   * @throws ExplorerException if there is no such folder
   */
  public static List<Path> list(Path folder) {
    try {
      return ImageFiles.list(folder, RasterFormat::isNamedLikeOne).stream()
          .map(folder::resolve)
          .toList();
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    }
  }

  /** How files would be cut and seen, in words that change when the pictures would. */
  public static String cutting(Path file, TilingSpec tilingSpec, BandRendering look) {
    boolean scene = !PlainImageDecoder.isPlain(RasterFormat.of(file));
    String words = scene || ImageInspector.mayBePlaced(file) ? tilingSpec.words() : "whole";
    long mask = DatasetOpener.maskBytes(file);
    words = mask > 0 ? words + ", mask of " + mask + " bytes" : words;
    return scene && !look.key().isEmpty() ? words + ", " + look.key() : words;
  }

  /** What a file is and where it lies. */
  public ImageInspector inspector() {
    return inspector;
  }

  /**
   * The pictures a file is cut into.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   * @throws ExplorerException if it is no image, damaged, or of a kind that is not read
   */
  public List<PlannedImage> plan(Path file, TilingSpec tilingSpec, OptionalInt asked) {
    ImageInspector.Inspection inspection = inspector.plan(file, asked);
    ImageMetadata details = inspection.metadata();
    int width = details.width();
    int height = details.height();
    double[] metres =
        inspection
            .georeference()
            .flatMap(r -> r.groundSampleDistance(width, height))
            .orElse(new double[2]);
    List<TileBounds> windows =
        inspection.georeference().isPresent() || tilingSpec.inPixels()
            ? new SceneTiler(tilingSpec).tile(width, height, metres[0], metres[1])
            : List.of();
    if (!windows.isEmpty() && inspection.mayHaveNoData()) {
      windows = measured(file, details, windows);
      if (windows.isEmpty()) {
        throw new ExplorerException(
            "The image " + file + " holds no measured pixel: there is nothing to find in it.");
      }
    }
    if (windows.isEmpty()) {
      Optional<Footprint> place =
          details.footprint().or(() -> details.point().map(p -> new Footprint(List.of(p))));
      return List.of(
          new PlannedImage(
              Optional.empty(),
              details.displayedWidth(),
              details.displayedHeight(),
              place,
              details.gsd(),
              details.date(),
              details.crs(),
              inspection.missingCrs(),
              details.warnings()));
    }
    List<PlannedImage> pictures = new ArrayList<>();
    for (TileBounds w : windows) {
      pictures.add(
          new PlannedImage(
              Optional.of(w),
              w.width(),
              w.height(),
              inspection.georeference().flatMap(r -> r.footprint(w)),
              details.gsd(),
              details.date(),
              details.crs(),
              inspection.missingCrs(),
              details.warnings()));
    }
    return pictures;
  }

  /** Which windows hold a measured pixel, by a sample of the whole scene. */
  private List<TileBounds> measured(Path file, ImageMetadata details, List<TileBounds> windows) {
    TileBounds all = new TileBounds(0, 0, details.width(), details.height());
    try (RasterDataset rasterDataset = files.open(file, RasterFormat.of(file))) {
      SampleGrid sample =
          rasterDataset.read(
              all, SAMPLE_SIDE, bands(file, rasterDataset.info(), BandRendering.DEFAULT));
      OptionalDouble noData = details.noData();
      return windows.stream().filter(w -> holdsMeasured(sample, all, w, noData)).toList();
    } catch (IOException | OutOfMemoryError e) {
      throw DatasetOpener.readError(file, e);
    }
  }

  /** A window too small to be sampled counts as if it did. */
  private static boolean holdsMeasured(
      SampleGrid sample, TileBounds all, TileBounds window, OptionalDouble noData) {
    double scaleX = (double) sample.width() / all.width();
    double scaleY = (double) sample.height() / all.height();
    int left = (int) Math.ceil(window.x() * scaleX);
    int top = (int) Math.ceil(window.y() * scaleY);
    int right = (int) Math.floor((window.x() + window.width()) * scaleX);
    int bottom = (int) Math.floor((window.y() + window.height()) * scaleY);
    if (left >= right || top >= bottom) {
      return true;
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int i = y * sample.width() + x;
        for (float[] band : sample.bands()) {
          if (!sample.noData().get(i) && PercentileStretch.isValid(band[i], noData)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The pixels of a picture, as rasters are seen by default. */
  public RgbImage read(Path file, Optional<TileBounds> window, int side) {
    return read(file, window, side, BandRendering.DEFAULT);
  }

  /**
   * The pixels of a picture.
   *
   * @param window part of the file; empty for the whole
   * @param side a scene is read with at least so many pixels along its longer side, where it has
   *     them; a plain picture is read whole
   * @param look which bands of a scene are seen, and how they are stretched
   * @throws ExplorerException if the file is gone, no image, or damaged
   */
  public RgbImage read(Path file, Optional<TileBounds> window, int side, BandRendering look) {
    RasterFormat kind = RasterFormat.of(file);
    if (PlainImageDecoder.isPlain(kind) && plain.decodes(file, kind)) {
      return plain.read(file, window);
    }
    try (RasterDataset rasterDataset = files.open(file, kind)) {
      RasterDataset.RasterInfo rasterInfo = rasterDataset.info();
      int[] bands = bands(file, rasterInfo, look);
      OptionalDouble noData = rasterInfo.noData();
      boolean asStored = rasterInfo.displayable() && !look.stretchesBytes();
      PercentileStretch percentileStretch =
          asStored ? null : stretch(file, rasterDataset, bands, look);
      TileBounds part =
          window.orElse(new TileBounds(0, 0, rasterInfo.width(), rasterInfo.height()));
      SampleGrid sampleGrid = rasterDataset.read(within(file, part, rasterInfo), side, bands);
      RgbImage image = seen(sampleGrid, percentileStretch, noData);
      return window.isEmpty() ? inspector.upright(file, kind, image) : image;
    } catch (IOException | OutOfMemoryError e) {
      throw DatasetOpener.readError(file, e);
    }
  }

  /** A window of a file that was cut when it was larger ends with the file. */
  private static TileBounds within(
      Path file, TileBounds window, RasterDataset.RasterInfo rasterInfo) {
    int width = Math.min(window.width(), rasterInfo.width() - window.x());
    int height = Math.min(window.height(), rasterInfo.height() - window.y());
    if (width < 1 || height < 1) {
      throw new ExplorerException(
          "The image " + file + " is smaller than it was: index its folder again.");
    }
    return new TileBounds(window.x(), window.y(), width, height);
  }

  private static RgbImage seen(
      SampleGrid sampleGrid, PercentileStretch percentileStretch, OptionalDouble noData) {
    int size = sampleGrid.width() * sampleGrid.height();
    byte[] rgb = new byte[3 * size];
    for (int c = 0; c < 3; c++) {
      int band = sampleGrid.bands().length == 3 ? c : 0;
      float[] values = sampleGrid.bands()[band];
      for (int i = 0, at = c; i < size; i++, at += 3) {
        rgb[at] =
            percentileStretch == null
                ? (byte) Math.round(values[i])
                : percentileStretch.level(band, values[i], noData);
      }
    }
    for (int i = sampleGrid.noData().nextSetBit(0);
        i >= 0;
        i = sampleGrid.noData().nextSetBit(i + 1)) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 0);
    }
    return new RgbImage(sampleGrid.width(), sampleGrid.height(), rgb);
  }

  /** The bands that are seen, from 0. */
  private static int[] bands(Path file, RasterDataset.RasterInfo rasterInfo, BandRendering look) {
    int[] wanted = look.bands().stream().mapToInt(Integer::intValue).toArray();
    if (wanted.length == 0) {
      return rasterInfo.selectableBands() >= 3 ? new int[] {0, 1, 2} : new int[] {0};
    }
    if (rasterInfo.palette()) {
      return new int[] {0, 1, 2};
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] > rasterInfo.selectableBands()) {
        throw new ExplorerException(
            "The image "
                + file
                + " has "
                + rasterInfo.selectableBands()
                + " bands, and so no band "
                + wanted[i]
                + ": choose others.");
      }
      wanted[i]--;
    }
    return wanted;
  }

  private PercentileStretch stretch(
      Path file, RasterDataset rasterDataset, int[] bands, BandRendering look) throws IOException {
    StretchKey key = new StretchKey(DatasetOpener.FileState.of(file), look);
    // Under the lock, so that the windows of one scene do not measure it all at once.
    synchronized (stretches) {
      PercentileStretch known = stretches.get(key);
      if (known == null) {
        RasterDataset.RasterInfo rasterInfo = rasterDataset.info();
        TileBounds all = new TileBounds(0, 0, rasterInfo.width(), rasterInfo.height());
        known =
            PercentileStretch.of(
                rasterDataset.read(all, SAMPLE_SIDE, bands), rasterInfo.noData(), look);
        stretches.put(key, known);
      }
      return known;
    }
  }
}
