package org.kamcl.engine.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Measures how faithful the heat maps of a model are: of its default method, its additive method,
 * plain Grad-CAM, occlusion, a centered blob and random cells.
 */
public final class FaithfulnessEvaluator {
  /** Changes whenever a figure of an image would. */
  private static final String PROTOCOL_VERSION = "faithfulness-1";

  private static final String BLOB = "blob";
  private static final String RANDOM = "random";

  private final KamclModel model;
  private final ImageExplainer explainer;

  /**
   * @param model stays open as long as this object is used
   */
  public FaithfulnessEvaluator(KamclModel model) {
    this.model = model;
    this.explainer = new ImageExplainer(model);
  }

  /**
   * How images are measured.
   *
   * @param seed of the random cells and of the resampling
   * @param store keeps what was measured; what it has is not measured again
   * @param limit no further image is started after this time; empty for no limit
   */
  public record Settings(long seed, MeasurementStore store, Optional<Duration> limit) {
    /** Measures everything now. */
    public static Settings ofSeed(long seed) {
      return new Settings(seed, MeasurementStore.NONE, Optional.empty());
    }
  }

  /** An image with the random map that belongs to its place in the list. */
  private record Subject(DescribedImage image, HeatMap random, Optional<String> key) {}

  /**
   * Evaluates all methods on images with texts, which takes some seconds per image. An image's
   * figures do not depend on when it is measured, so an evaluation in pieces has the same result.
   *
   * @param cancelled is asked between passes
   * @throws KamclException if no image can be read
   * @throws CancellationException if cancelled
   */
  public Faithfulness run(
      List<DescribedImage> images,
      Settings settings,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    long start = System.nanoTime();
    List<Subject> subjects = subjects(images, settings.seed());
    ImageMeasurement[] measured = new ImageMeasurement[images.size()];
    int done = 0;
    for (int i = 0; i < measured.length; i++) {
      measured[i] = known(subjects.get(i), settings.store()).orElse(null);
      done += measured[i] == null ? 0 : 1;
    }
    listener.onProgress(ProgressStage.IMAGES, done, images.size());
    Map<Path, String> skipped = new LinkedHashMap<>();
    for (int i = 0; i < measured.length; i++) {
      if (measured[i] == null && (done == 0 || inTime(start, settings.limit()))) {
        Subject subject = subjects.get(i);
        try {
          ImageMeasurement own = measure(subject, cancelled);
          measured[i] = own;
          subject.key().ifPresent(key -> settings.store().keep(key, own.write()));
        } catch (KamclException e) {
          skipped.put(subject.image().file(), ErrorText.of(e.problem(), Locale.ENGLISH));
        }
        done++;
        listener.onProgress(ProgressStage.IMAGES, done, images.size());
      }
    }
    return summary(measured, images.size() - done, skipped, settings.seed());
  }

  private static boolean inTime(long start, Optional<Duration> limit) {
    return limit.isEmpty() || System.nanoTime() - start < limit.get().toNanos();
  }

  private static List<Subject> subjects(List<DescribedImage> images, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Subject> subjects = new ArrayList<>();
    for (DescribedImage image : images) {
      HeatMap cells = random(random);
      subjects.add(new Subject(image, cells, key(image, cells)));
    }
    return subjects;
  }

  /** Names what a measurement depends on; empty if the file cannot be read. */
  private static Optional<String> key(DescribedImage image, HeatMap random) {
    try {
      return Optional.of(
          String.join(
              " ",
              PROTOCOL_VERSION,
              DigestUtils.sha256Hex(RegularFiles.readAllBytes(image.file())),
              DigestUtils.sha256Hex(image.text()),
              DigestUtils.sha256Hex(Arrays.toString(random.values()))));
    } catch (IOException | KamclException e) {
      // Decoding the file says what is wrong with it.
      return Optional.empty();
    }
  }

  private static Optional<ImageMeasurement> known(Subject subject, MeasurementStore store) {
    return subject.key().flatMap(store::find).flatMap(ImageMeasurement::read);
  }

  private Faithfulness summary(
      @Nullable ImageMeasurement[] measured, int left, Map<Path, String> skipped, long seed) {
    Map<CurveProtocol, Map<String, List<PixelCurves.Areas>>> areas =
        new EnumMap<>(CurveProtocol.class);
    int count = 0;
    for (ImageMeasurement one : measured) {
      if (one != null) {
        count++;
        one.areas()
            .forEach(
                (protocol, all) ->
                    all.forEach(
                        (name, area) ->
                            areas
                                .computeIfAbsent(protocol, p -> new LinkedHashMap<>())
                                .computeIfAbsent(name, n -> new ArrayList<>())
                                .add(area)));
      }
    }
    if (count == 0) {
      throw new KamclException(ExplainError.NO_READABLE_IMAGE, measured.length);
    }
    Map<CurveProtocol, List<Faithfulness.Method>> methods = new EnumMap<>(CurveProtocol.class);
    areas.forEach((protocol, all) -> methods.put(protocol, methods(all, seed)));
    return new Faithfulness(count, left, methods, skipped);
  }

  private List<Faithfulness.Method> methods(Map<String, List<PixelCurves.Areas>> areas, long seed) {
    List<PixelCurves.Areas> own =
        Objects.requireNonNull(areas.get(name(explainer.defaultMethod())));
    List<Faithfulness.Method> methods = new ArrayList<>();
    areas.forEach((name, list) -> methods.add(method(name, list, own, seed)));
    return methods;
  }

  /** The name of a method as in commands: lower case, with hyphens. */
  public static String name(ExplanationMethod method) {
    return method.name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private ImageMeasurement measure(Subject subject, BooleanSupplier cancelled) {
    RgbImage image = ImageDecoder.decode(subject.image().file());
    String text = subject.image().text();
    RgbImage fitted = model.preprocessing().fit().square(image, model.imageSize());
    float[] direction = model.embedTexts(List.of(text)).get(0).unitVector();
    Map<String, HeatMap> maps = new LinkedHashMap<>();
    for (ExplanationMethod method :
        List.of(
            explainer.defaultMethod(),
            explainer.additiveMethod(),
            ExplanationMethod.GRAD_CAM,
            ExplanationMethod.OCCLUSION)) {
      maps.put(name(method), explainer.explain(fitted, direction, method, cancelled).total());
    }
    maps.put(BLOB, blob());
    maps.put(RANDOM, subject.random());
    Map<CurveProtocol, Map<String, PixelCurves.Areas>> areas = new EnumMap<>(CurveProtocol.class);
    for (CurveProtocol protocol : CurveProtocol.values()) {
      PixelCurves curves = new PixelCurves(model, fitted, direction, protocol, cancelled);
      Map<String, PixelCurves.Areas> own = new LinkedHashMap<>();
      maps.forEach((name, map) -> own.put(name, curves.measure(map)));
      areas.put(protocol, own);
    }
    return new ImageMeasurement(areas);
  }

  /** Falls with the distance from the center. */
  private static HeatMap blob() {
    int grid = PixelCurves.GRID;
    double[] values = new double[grid * grid];
    double center = (grid - 1) / 2.0;
    for (int row = 0; row < grid; row++) {
      for (int column = 0; column < grid; column++) {
        values[row * grid + column] = -Math.hypot(column - center, row - center);
      }
    }
    return new HeatMap(grid, grid, values);
  }

  private static HeatMap random(SplittableRandom random) {
    int grid = PixelCurves.GRID;
    return new HeatMap(grid, grid, random.doubles((long) grid * grid).toArray());
  }

  private static Faithfulness.Method method(
      String name, List<PixelCurves.Areas> areas, List<PixelCurves.Areas> own, long seed) {
    double[] deletion = areas.stream().mapToDouble(PixelCurves.Areas::deletion).toArray();
    double[] insertion = areas.stream().mapToDouble(PixelCurves.Areas::insertion).toArray();
    return new Faithfulness.Method(
        name,
        MeanInterval.of(deletion, seed),
        MeanInterval.of(insertion, seed),
        MeanInterval.ofDifference(
            own.stream().mapToDouble(PixelCurves.Areas::deletion).toArray(), deletion, seed),
        MeanInterval.ofDifference(
            own.stream().mapToDouble(PixelCurves.Areas::insertion).toArray(), insertion, seed));
  }
}
