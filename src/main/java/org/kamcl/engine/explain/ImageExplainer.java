package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.ImageBranch;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.error.KamclException;

/**
 * Explains where in an image a query is seen. Thread-safe. A query is a direction in the shared
 * space: its unit vector, or the unit vector of one of its terms times the term's weight; the score
 * is the dot product with the image's unit vector. Contributions are linear in the direction, so
 * the maps of a query's terms add up to the map of the query.
 */
public final class ImageExplainer {
  private final KamclModel model;
  private final boolean exact;
  private final AtomicReference<@Nullable AggregatorHead> head = new AtomicReference<>();

  /**
   * @param model stays open as long as this object is used
   */
  public ImageExplainer(KamclModel model) {
    this.model = model;
    this.exact = model.inspect((manager, network, parameters) -> AggregatorHead.fits(network));
  }

  /** The method that is used unless another one is chosen. */
  public ExplanationMethod defaultMethod() {
    return ExplanationMethod.COMBINED;
  }

  /** The additive method of the model, whose map takes a single pass. */
  public ExplanationMethod additiveMethod() {
    return exact ? ExplanationMethod.CONTRIBUTION : ExplanationMethod.GRADIENT;
  }

  /** Whether a method is available for the model. */
  public boolean supports(ExplanationMethod method) {
    return exact || method != ExplanationMethod.CONTRIBUTION;
  }

  /**
   * Finds where in an image a query is seen.
   *
   * @param image of any size
   * @param direction of the query, as long as an embedding
   * @param cancelled is asked between passes
   * @throws KamclException if the model does not support the method
   * @throws CancellationException if cancelled
   */
  public ScoreMap explain(
      RgbImage image, float[] direction, ExplanationMethod method, BooleanSupplier cancelled) {
    return explain(image, List.of(direction), method, cancelled).get(0);
  }

  /**
   * Finds where in an image several queries or terms are seen, which takes little longer than one.
   *
   * @return one map per direction
   * @throws KamclException if the model does not support the method
   * @throws CancellationException if cancelled
   */
  public List<ScoreMap> explain(
      RgbImage image,
      List<float[]> directions,
      ExplanationMethod method,
      BooleanSupplier cancelled) {
    if (!supports(method)) {
      throw new KamclException(ExplainError.CONTRIBUTION_UNSUPPORTED, model.card().name());
    }
    SquarePlacement placement = SquarePlacement.of(model.preprocessing().fit(), image);
    return explainSquare(square(image), directions, method, cancelled).stream()
        .map(placement::place)
        .toList();
  }

  /** What the network reads of an image. */
  private RgbImage square(RgbImage image) {
    return model.preprocessing().fit().square(image, model.imageSize());
  }

  private List<ScoreMap> explainSquare(
      RgbImage fitted,
      List<float[]> directions,
      ExplanationMethod method,
      BooleanSupplier cancelled) {
    if (method == ExplanationMethod.OCCLUSION) {
      return OcclusionProbe.fine(model).run(fitted, directions, cancelled);
    }
    if (method == ExplanationMethod.COMBINED) {
      List<ScoreMap> additive = explainSquare(fitted, directions, additiveMethod(), cancelled);
      List<ScoreMap> measured = OcclusionProbe.coarse(model).run(fitted, directions, cancelled);
      return IntStream.range(0, directions.size())
          .mapToObj(d -> additive.get(d).combinedWith(measured.get(d)))
          .toList();
    }
    requireContinuing(cancelled);
    if (method == ExplanationMethod.CONTRIBUTION) {
      return model.inspect(
          (manager, network, parameters) -> {
            AggregatorHead own = head(network, parameters);
            AggregatorHead.Pass pass = pass(own, manager, network, parameters, fitted);
            return directions.stream().map(d -> pass.contributions(Vectors.doubles(d))).toList();
          });
    }
    return directions.stream().map(d -> fromGradients(fitted, d, method, cancelled)).toList();
  }

  /**
   * How each branch of the image tower that pools over positions does so for an image; empty if
   * none does.
   *
   * @param image of any size
   */
  public List<BranchPooling> pooling(RgbImage image) {
    RgbImage fitted = square(image);
    return model.inspect(
        (manager, network, parameters) -> {
          List<NDArray> maps = featureMaps(manager, network, parameters, fitted);
          return network.imageTower().branches().stream()
              .filter(ImageBranch::poolsPositions)
              .map(b -> BranchPooler.pool(manager, parameters, b, maps.get(b.stage())).describe())
              .toList();
        });
  }

  private ScoreMap fromGradients(
      RgbImage image, float[] direction, ExplanationMethod method, BooleanSupplier cancelled) {
    requireContinuing(cancelled);
    double[] wide = Vectors.doubles(direction);
    return model.differentiate(
        (manager, network, parameters) -> {
          MapGradients gradients = new MapGradients(network, parameters);
          NDArray input = input(manager, image);
          ScoreMap additive = gradients.timesActivation(manager, input, wide);
          return method == ExplanationMethod.GRADIENT
              ? additive
              : new ScoreMap(
                  method,
                  additive.score(),
                  gradients.gradCam(manager, input, wide),
                  List.of(),
                  OptionalDouble.empty());
        });
  }

  private AggregatorHead head(KamclNetwork network, NetworkParameters parameters) {
    AggregatorHead own = head.get();
    if (own == null) {
      own = AggregatorHead.of(network, parameters);
      head.set(own);
    }
    return own;
  }

  /** Runs a head on the feature maps of an image. */
  private AggregatorHead.Pass pass(
      AggregatorHead own,
      NDManager manager,
      KamclNetwork network,
      NetworkParameters parameters,
      RgbImage image) {
    List<NDArray> maps = featureMaps(manager, network, parameters, image);
    return own.run(manager, parameters, own.pool(manager, parameters, maps));
  }

  private List<NDArray> featureMaps(
      NDManager manager, KamclNetwork network, NetworkParameters parameters, RgbImage image) {
    ForwardContext context = ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
    return network.imageTower().featureMaps(context, input(manager, image));
  }

  private NDArray input(NDManager manager, RgbImage image) {
    ImageBatch batch = new ImageBatch(1, model.imageSize(), model.preprocessing());
    batch.put(0, image);
    Shape shape = new Shape(1, 3, batch.size(), batch.size());
    return manager.create(batch.bytes(1), shape, DataType.FLOAT32);
  }

  private static void requireContinuing(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }
}
