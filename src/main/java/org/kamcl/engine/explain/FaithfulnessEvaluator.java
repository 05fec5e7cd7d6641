package org.kamcl.engine.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Measures how faithful the heat maps of a model are: of its default method, its additive method,
 * plain Grad-CAM, occlusion, a centered blob and random cells.
 */
public final class FaithfulnessEvaluator {
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
   * Evaluates all methods on images with texts, which takes some seconds per image.
   *
   * @param seed of the random cells and of the resampling
   * @param cancelled is asked between passes
   * @throws KamclException if no image can be read
   * @throws CancellationException if cancelled
   */
  public Faithfulness run(
      List<DescribedImage> images,
      long seed,
      ProgressListener listener,
      BooleanSupplier cancelled) {
    Map<CurveProtocol, Map<String, List<PixelCurves.Areas>>> areas =
        new EnumMap<>(CurveProtocol.class);
    Map<Path, String> skipped = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    int done = 0;
    for (DescribedImage described : images) {
      try {
        RgbImage image = ImageDecoder.decode(described.file());
        measure(image, described.text(), random, cancelled)
            .forEach(
                (protocol, all) ->
                    all.forEach(
                        (name, area) ->
                            areas
                                .computeIfAbsent(protocol, p -> new LinkedHashMap<>())
                                .computeIfAbsent(name, n -> new ArrayList<>())
                                .add(area)));
      } catch (KamclException e) {
        skipped.put(described.file(), ErrorText.of(e.problem(), Locale.ENGLISH));
      }
      done++;
      listener.onProgress(ProgressStage.IMAGES, done, images.size());
    }
    if (areas.isEmpty()) {
      throw new KamclException(ExplainError.NO_READABLE_IMAGE, images.size());
    }
    Map<CurveProtocol, List<Faithfulness.Method>> methods = new EnumMap<>(CurveProtocol.class);
    areas.forEach((protocol, all) -> methods.put(protocol, methods(all, seed)));
    return new Faithfulness(images.size() - skipped.size(), methods, skipped);
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

  private Map<CurveProtocol, Map<String, PixelCurves.Areas>> measure(
      RgbImage image, String text, SplittableRandom random, BooleanSupplier cancelled) {
    RgbImage fitted = ImageResizer.bilinear(image, model.imageSize(), model.imageSize());
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
    maps.put(RANDOM, random(random));
    Map<CurveProtocol, Map<String, PixelCurves.Areas>> areas = new EnumMap<>(CurveProtocol.class);
    for (CurveProtocol protocol : CurveProtocol.values()) {
      PixelCurves curves = new PixelCurves(model, fitted, direction, protocol, cancelled);
      Map<String, PixelCurves.Areas> own = new LinkedHashMap<>();
      maps.forEach((name, map) -> own.put(name, curves.measure(map)));
      areas.put(protocol, own);
    }
    return areas;
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
