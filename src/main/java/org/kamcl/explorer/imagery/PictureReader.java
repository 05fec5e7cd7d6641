package org.kamcl.explorer.imagery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageFiles;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.PixelWindow;
import org.kamcl.explorer.geo.GeoTiffKeys;
import org.kamcl.explorer.geo.Georeference;

/**
 * Reads image files: says which pictures a file is cut into, and gives their pixels. Plain pictures
 * are decoded by the engine, as those it was trained on; TIFF files are scenes. Any number of
 * threads may use it.
 */
public final class PictureReader {
  /** Pictures are read with about so many pixels along the longer side. */
  public static final int WORKING_SIDE = 512;

  private static final int REMEMBERED = 64;

  private final GeoTiffKeys keys = new GeoTiffKeys();
  private final Map<Path, Looks> looks =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Looks> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** How the samples of a file become visible; valid as long as the file is the same. */
  private record Looks(long modified, long size, Stretch stretch, OptionalDouble noData) {}

  /**
   * The image files below a folder, sorted.
   *
   * @throws ExplorerException if there is no such folder
   */
  public static List<Path> list(Path folder) {
    try {
      return ImageFiles.list(folder).stream().map(folder::resolve).toList();
    } catch (EngineException e) {
      throw new ExplorerException(e.getMessage(), e);
    }
  }

  /**
   * How a file would be cut, as a word that changes when the pictures would.
   *
   * @throws ExplorerException if the file cannot be read
   */
  public static String cutting(Path file, double windowMetres) {
    return isTiff(file) ? String.format(Locale.ROOT, "windows of %.1f m", windowMetres) : "whole";
  }

  /** By its first bytes, for names lie: TIFF or BigTIFF of either byte order. */
  static boolean isTiff(Path file) {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    } catch (IOException e) {
      throw new ExplorerException("The image " + file + " is missing or may not be read.", e);
    }
    return head.length == 4
        && ((head[0] == 'I' && head[1] == 'I' && (head[2] == 42 || head[2] == 43) && head[3] == 0)
            || (head[0] == 'M'
                && head[1] == 'M'
                && head[2] == 0
                && (head[3] == 42 || head[3] == 43)));
  }

  /**
   * The pictures a file is cut into.
   *
   * @throws ExplorerException if it is no image, or damaged
   */
  public List<PlannedPicture> plan(Path file, double windowMetres) {
    if (!isTiff(file)) {
      try {
        ImageDecoder.Size size = ImageDecoder.size(file);
        return List.of(whole(size.width(), size.height(), "", List.of()));
      } catch (EngineException e) {
        throw new ExplorerException(e.getMessage(), e);
      }
    }
    try (TiffScene scene = TiffScene.open(file)) {
      GeoTiffKeys.Reading reading = keys.read(scene.metadata());
      List<String> warnings =
          reading.warnings().stream().map(w -> file.getFileName() + " " + w + ".").toList();
      int width = scene.width();
      int height = scene.height();
      if (reading.reference().isEmpty()) {
        return List.of(whole(width, height, "", warnings));
      }
      return placed(file, scene, reading, windowMetres);
    }
  }

  private static PlannedPicture whole(int width, int height, String crs, List<String> warnings) {
    return new PlannedPicture(
        Optional.empty(), width, height, Optional.empty(), OptionalDouble.empty(), crs, warnings);
  }

  private static List<PlannedPicture> placed(
      Path file, TiffScene scene, GeoTiffKeys.Reading reading, double windowMetres) {
    Georeference reference = reading.reference().orElseThrow();
    int width = scene.width();
    int height = scene.height();
    Optional<double[]> metres = reference.metresPerPixel(width, height);
    List<PixelWindow> windows =
        metres
            .map(m -> new SceneTiler(windowMetres).cut(width, height, m[0], m[1]))
            .orElse(List.of());
    if (!windows.isEmpty() && reading.noData().isPresent()) {
      // A scene that lies askew in its frame has corners that show nothing.
      windows = scene.measured(windows, reading.noData().getAsDouble());
      if (windows.isEmpty()) {
        throw new ExplorerException(
            "The image " + file + " holds no measured pixel: there is nothing to find in it.");
      }
    }
    OptionalDouble resolution =
        metres.isPresent()
            ? OptionalDouble.of(Math.sqrt(metres.get()[0] * metres.get()[1]))
            : OptionalDouble.empty();
    List<PlannedPicture> pictures = new ArrayList<>();
    boolean whole = windows.isEmpty();
    for (PixelWindow w : whole ? List.of(new PixelWindow(0, 0, width, height)) : windows) {
      Optional<Footprint> footprint = reference.footprint(w);
      List<String> warnings =
          footprint.isPresent()
              ? List.of()
              : List.of(
                  file.getFileName()
                      + " has coordinates ("
                      + reference.crs()
                      + ") that lie nowhere on the earth.");
      pictures.add(
          new PlannedPicture(
              whole ? Optional.empty() : Optional.of(w),
              w.width(),
              w.height(),
              footprint,
              resolution,
              reference.crs(),
              warnings));
    }
    return pictures;
  }

  /**
   * The pixels of a picture.
   *
   * @param window part of the file; empty for the whole
   * @param side a scene is read with at least so many pixels along its longer side, where it has
   *     them; a plain picture is read whole
   * @throws ExplorerException if the file is gone, no image, or damaged
   */
  public RgbImage read(Path file, Optional<PixelWindow> window, int side) {
    if (!isTiff(file)) {
      try {
        return ImageDecoder.decode(file);
      } catch (EngineException e) {
        throw new ExplorerException(e.getMessage(), e);
      }
    }
    try (TiffScene scene = TiffScene.open(file)) {
      Looks known = looks(file, scene);
      PixelWindow part = window.orElse(new PixelWindow(0, 0, scene.width(), scene.height()));
      return scene.read(part, side, known.stretch, known.noData);
    }
  }

  private Looks looks(Path file, TiffScene scene) {
    long modified;
    long size;
    try {
      modified = Files.getLastModifiedTime(file).toMillis();
      size = Files.size(file);
    } catch (IOException e) {
      throw new ExplorerException("The image " + file + " is missing or may not be read.", e);
    }
    // Under the lock, so that the windows of one scene do not measure it all at once.
    synchronized (looks) {
      Looks known = looks.get(file);
      if (known == null || known.modified != modified || known.size != size) {
        OptionalDouble noData = OptionalDouble.empty();
        Stretch stretch = null;
        if (scene.needsStretch()) {
          noData = keys.read(scene.metadata()).noData();
          stretch = scene.measure(noData);
        }
        known = new Looks(modified, size, stretch, noData);
        looks.put(file, known);
      }
      return known;
    }
  }
}
