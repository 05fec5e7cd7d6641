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
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.domain.RasterLook;
import org.kamcl.explorer.imagery.tiff.Grid;

/**
 * Reads image files: says which pictures a file is cut into, and gives their pixels. Plain pictures
 * are decoded by the engine, as those it was trained on; everything else is a scene, read by
 * windows. Any number of threads may use it.
 */
public final class PictureReader {
  /** Pictures are read with about so many pixels along the longer side. */
  public static final int WORKING_SIDE = 512;

  private static final int SAMPLE_SIDE = 512;
  private static final int STRETCHES = 64;

  private final RasterFiles files = new RasterFiles();
  private final PlainPictures plain = new PlainPictures();
  private final PictureInspector inspector = new PictureInspector(files);
  private final Map<StretchKey, Stretch> stretches = RasterFiles.recent(STRETCHES);

  private record StretchKey(RasterFiles.State state, RasterLook look) {}

  /**
   * The image files below a folder, sorted; also those of kinds that are refused by name.
   *
   * @throws ExplorerException if there is no such folder
   */
  public static List<Path> list(Path folder) {
    try {
      return ImageFiles.list(folder, RasterKind::isNamedLikeOne).stream()
          .map(folder::resolve)
          .toList();
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    }
  }

  /** How files would be cut and seen, in words that change when the pictures would. */
  public static String cutting(Path file, Cutting cutting, RasterLook look) {
    boolean scene = !PlainPictures.isPlain(RasterKind.of(file));
    String words = scene || PictureInspector.mayBePlaced(file) ? cutting.words() : "whole";
    long mask = RasterFiles.maskBytes(file);
    words = mask > 0 ? words + ", mask of " + mask + " bytes" : words;
    return scene && !look.word().isEmpty() ? words + ", " + look.word() : words;
  }

  /** What a file is and where it lies. */
  public PictureInspector inspector() {
    return inspector;
  }

  /**
   * The pictures a file is cut into.
   *
   * @param asked EPSG number for a file that has coordinates, but names no known coordinate system
   * @throws ExplorerException if it is no image, damaged, or of a kind that is not read
   */
  public List<PlannedPicture> plan(Path file, Cutting cutting, OptionalInt asked) {
    PictureInspector.Plan plan = inspector.plan(file, asked);
    PictureDetails details = plan.details();
    int width = details.width();
    int height = details.height();
    double[] metres =
        plan.reference().flatMap(r -> r.metresPerPixel(width, height)).orElse(new double[2]);
    List<PixelWindow> windows =
        plan.reference().isPresent() || cutting.inPixels()
            ? new SceneTiler(cutting).cut(width, height, metres[0], metres[1])
            : List.of();
    if (!windows.isEmpty() && plan.mayHaveGaps()) {
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
          new PlannedPicture(
              Optional.empty(),
              details.displayedWidth(),
              details.displayedHeight(),
              place,
              details.metresPerPixel(),
              details.date(),
              details.crs(),
              plan.unnamed(),
              details.warnings()));
    }
    List<PlannedPicture> pictures = new ArrayList<>();
    for (PixelWindow w : windows) {
      pictures.add(
          new PlannedPicture(
              Optional.of(w),
              w.width(),
              w.height(),
              plan.reference().flatMap(r -> r.footprint(w)),
              details.metresPerPixel(),
              details.date(),
              details.crs(),
              plan.unnamed(),
              details.warnings()));
    }
    return pictures;
  }

  /** Which windows hold a measured pixel, by a sample of the whole scene. */
  private List<PixelWindow> measured(Path file, PictureDetails details, List<PixelWindow> windows) {
    PixelWindow all = new PixelWindow(0, 0, details.width(), details.height());
    try (Scene scene = files.open(file, RasterKind.of(file))) {
      Grid sample = scene.read(all, SAMPLE_SIDE, bands(file, scene.facts(), RasterLook.DEFAULT));
      OptionalDouble noData = details.noData();
      return windows.stream().filter(w -> holdsMeasured(sample, all, w, noData)).toList();
    } catch (IOException | OutOfMemoryError e) {
      throw RasterFiles.broken(file, e);
    }
  }

  /** A window too small to be sampled counts as if it did. */
  private static boolean holdsMeasured(
      Grid sample, PixelWindow all, PixelWindow window, OptionalDouble noData) {
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
          if (!sample.missing().get(i) && Stretch.measured(band[i], noData)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The pixels of a picture, as rasters are seen by default. */
  public RgbImage read(Path file, Optional<PixelWindow> window, int side) {
    return read(file, window, side, RasterLook.DEFAULT);
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
  public RgbImage read(Path file, Optional<PixelWindow> window, int side, RasterLook look) {
    RasterKind kind = RasterKind.of(file);
    if (PlainPictures.isPlain(kind) && plain.decodes(file, kind)) {
      return plain.read(file, window);
    }
    try (Scene scene = files.open(file, kind)) {
      Scene.Facts facts = scene.facts();
      int[] bands = bands(file, facts, look);
      OptionalDouble noData = facts.noData();
      boolean asStored = facts.levels() && !look.stretchesBytes();
      Stretch stretch = asStored ? null : stretch(file, scene, bands, look);
      PixelWindow part = window.orElse(new PixelWindow(0, 0, facts.width(), facts.height()));
      Grid grid = scene.read(within(file, part, facts), side, bands);
      RgbImage image = seen(grid, stretch, noData);
      return window.isEmpty() ? inspector.upright(file, kind, image) : image;
    } catch (IOException | OutOfMemoryError e) {
      throw RasterFiles.broken(file, e);
    }
  }

  /** A window of a file that was cut when it was larger ends with the file. */
  private static PixelWindow within(Path file, PixelWindow window, Scene.Facts facts) {
    int width = Math.min(window.width(), facts.width() - window.x());
    int height = Math.min(window.height(), facts.height() - window.y());
    if (width < 1 || height < 1) {
      throw new ExplorerException(
          "The image " + file + " is smaller than it was: index its folder again.");
    }
    return new PixelWindow(window.x(), window.y(), width, height);
  }

  private static RgbImage seen(Grid grid, Stretch stretch, OptionalDouble noData) {
    int size = grid.width() * grid.height();
    byte[] rgb = new byte[3 * size];
    for (int c = 0; c < 3; c++) {
      int band = grid.bands().length == 3 ? c : 0;
      float[] values = grid.bands()[band];
      for (int i = 0, at = c; i < size; i++, at += 3) {
        rgb[at] =
            stretch == null ? (byte) Math.round(values[i]) : stretch.level(band, values[i], noData);
      }
    }
    for (int i = grid.missing().nextSetBit(0); i >= 0; i = grid.missing().nextSetBit(i + 1)) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) 0);
    }
    return new RgbImage(grid.width(), grid.height(), rgb);
  }

  /** The bands that are seen, from 0. */
  private static int[] bands(Path file, Scene.Facts facts, RasterLook look) {
    int[] wanted = look.bands().stream().mapToInt(Integer::intValue).toArray();
    if (wanted.length == 0) {
      return facts.choosable() >= 3 ? new int[] {0, 1, 2} : new int[] {0};
    }
    if (facts.palette()) {
      return new int[] {0, 1, 2};
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] > facts.choosable()) {
        throw new ExplorerException(
            "The image "
                + file
                + " has "
                + facts.choosable()
                + " bands, and so no band "
                + wanted[i]
                + ": choose others.");
      }
      wanted[i]--;
    }
    return wanted;
  }

  private Stretch stretch(Path file, Scene scene, int[] bands, RasterLook look) throws IOException {
    StretchKey key = new StretchKey(RasterFiles.State.of(file), look);
    // Under the lock, so that the windows of one scene do not measure it all at once.
    synchronized (stretches) {
      Stretch known = stretches.get(key);
      if (known == null) {
        Scene.Facts facts = scene.facts();
        PixelWindow all = new PixelWindow(0, 0, facts.width(), facts.height());
        known = Stretch.of(scene.read(all, SAMPLE_SIDE, bands), facts.noData(), look);
        stretches.put(key, known);
      }
      return known;
    }
  }
}
