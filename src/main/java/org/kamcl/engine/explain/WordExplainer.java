package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.kamcl.engine.explain.ExplainedQuery.Part;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.LayeredTextTower;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.TextBatch;

/** Explains which words of a query count for an image. Thread-safe. */
public final class WordExplainer {
  /** Steps of the path of integrated gradients; more change no sign of a strongest word. */
  private static final int STEPS = 8;

  private final KamclModel model;
  private final AttentionReader attention;

  /**
   * @param model stays open as long as this object is used
   */
  public WordExplainer(KamclModel model) {
    this.model = model;
    this.attention = new AttentionReader(model);
  }

  /**
   * The contribution of each word of a query.
   *
   * @param image unit vector of the image
   * @param cancelled is asked between passes
   * @return in the order of the query; none for parts that are images
   * @throws CancellationException if cancelled
   */
  public List<WordShare> explain(float[] image, ExplainedQuery query, BooleanSupplier cancelled) {
    List<TokenGroups> groups =
        query.parts().stream().map(part -> TokenGroups.of(model, part.text())).toList();
    List<String> shorter = new ArrayList<>();
    groups.forEach(g -> shorter.addAll(withoutEachWord(g.written())));
    requireContinuing(cancelled);
    List<Embedding> embedded =
        model.embedTexts(shorter.stream().filter(text -> !text.isEmpty()).toList());
    double score = Vectors.dot(image, query.vector());
    List<WordShare> shares = new ArrayList<>();
    int at = 0;
    for (int p = 0; p < groups.size(); p++) {
      Part part = query.parts().get(p);
      List<String> words = groups.get(p).written();
      requireContinuing(cancelled);
      Optional<double[]> gradients =
          words.isEmpty() ? Optional.empty() : gradients(image, query, part, groups.get(p));
      for (int w = 0; w < words.size(); w++) {
        float[] other = words.size() == 1 ? null : embedded.get(at++).unitVector();
        double without = Vectors.dot(image, query.vectorWith(p, other));
        int position = w;
        OptionalDouble gradient =
            gradients.map(g -> OptionalDouble.of(g[position])).orElse(OptionalDouble.empty());
        shares.add(new WordShare(p, w, words.get(w), score - without, gradient));
      }
    }
    return shares;
  }

  /** The attention on the words of a text; empty if the text encoder is no transformer. */
  public Optional<WordAttention> attention(String text) {
    return attention.read(text);
  }

  /** The text without its first word, without its second word, and so on. */
  static List<String> withoutEachWord(List<String> words) {
    List<String> texts = new ArrayList<>();
    for (int w = 0; w < words.size(); w++) {
      List<String> others = new ArrayList<>(words);
      others.remove(w);
      texts.add(String.join(" ", others));
    }
    return texts;
  }

  /** Integrated gradients of each word of a part. */
  private Optional<double[]> gradients(
      float[] image, ExplainedQuery query, Part part, TokenGroups groups) {
    if (groups.tokens().isEmpty()) {
      return Optional.empty();
    }
    Objective objective = Objective.of(image, query, part);
    return model.differentiate(
        (manager, network, parameters) -> {
          TextBatch batch = model.tokenize(List.of(part.text()));
          Optional<LayeredTextTower> layered = network.textTower().layered();
          Optional<double[]> tokens =
              layered.isPresent()
                  ? Optional.of(atInput(manager, layered.get(), parameters, batch, objective))
                  : network
                      .wordEmbeddings()
                      .map(t -> atTable(manager, network, parameters, t, batch, objective));
          return tokens.map(groups::sums);
        });
  }

  /** For transformers: the path leads from padding to the words, at the normalized embeddings. */
  private static double[] atInput(
      NDManager manager,
      LayeredTextTower tower,
      NetworkParameters parameters,
      TextBatch batch,
      Objective objective) {
    ForwardContext below =
        ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER).withoutGradients();
    NDArray words = tower.lowerLayerStates(below, manager, batch, 0);
    NDArray padding = tower.lowerLayerStates(below, manager, padded(batch), 0);
    NDArray difference = words.sub(padding);
    double[] fractions = new double[STEPS];
    long[][] ids = new long[STEPS][];
    int[] lengths = new int[STEPS];
    for (int k = 0; k < STEPS; k++) {
      fractions[k] = fraction(k);
      ids[k] = batch.ids()[0];
      lengths[k] = batch.lengths()[0];
    }
    NDArray path =
        manager.create(fractions, new Shape(STEPS, 1, 1)).toType(words.getDataType(), false);
    NDArray input = MapGradients.leaf(padding.add(path.mul(difference)));
    ForwardContext above = MapGradients.recording(parameters, KamclNetwork.TEXT_TOWER);
    TextBatch repeated = new TextBatch(ids, lengths, null);
    NDArray feature = tower.forwardUpperLayers(above, manager, repeated, input, 0).feature();
    objective.backward(manager, feature);
    NDArray products = input.getGradient().mul(difference).sum(new int[] {0, 2});
    return EngineArrays.toDoubles(EngineConstants.divide(products, STEPS));
  }

  /** The same batch with padding, id 0, instead of words; start and end tokens stay. */
  private static TextBatch padded(TextBatch batch) {
    long[] ids = batch.ids()[0].clone();
    Arrays.fill(ids, 1, ids.length - 1, 0);
    return new TextBatch(new long[][] {ids}, batch.lengths(), null);
  }

  /** The middle of a step of the path, 0..1. */
  private static double fraction(int step) {
    return (step + 0.5) / STEPS;
  }

  /**
   * For encoders whose input is a row of a table, with zeros for padding: the path scales the
   * table. Tokens that repeat share their value.
   */
  private static double[] atTable(
      NDManager manager,
      KamclNetwork network,
      NetworkParameters parameters,
      String table,
      TextBatch batch,
      Objective objective) {
    NDArray rows = parameters.get(table);
    double[] byId = new double[(int) rows.getShape().get(0)];
    for (int k = 0; k < STEPS; k++) {
      try (NDManager step = manager.newSubManager()) {
        NDArray fraction = EngineConstants.of(step, fraction(k), rows.getDataType());
        NetworkParameters view =
            parameters
                .withCopiesOf(step, Map.of(table, fraction.mul(rows)))
                .trainingView(step, Set.of(table));
        ForwardContext above = MapGradients.recording(view, KamclNetwork.TEXT_TOWER);
        objective.backward(step, network.textTower().forward(above, step, batch).feature());
        NDArray gradient = view.get(table).getGradient();
        gradient.attach(step);
        double[] own = EngineArrays.toDoubles(gradient.mul(rows).sum(new int[] {1}));
        for (int id = 0; id < byId.length; id++) {
          byId[id] += own[id] / STEPS;
        }
      }
    }
    long[] ids = batch.ids()[0];
    double[] values = new double[batch.lengths()[0]];
    for (int t = 0; t < values.length; t++) {
      long id = ids[t];
      values[t] = byId[(int) id] / Arrays.stream(ids).filter(other -> other == id).count();
    }
    return values;
  }

  /**
   * The score as a function of the feature of one part of the query. Its weight, and those of the
   * others, stay as they are.
   *
   * @param image unit vector of the image
   * @param others sum of the other terms
   * @param weight of the part
   * @param feedback sum of the relevance feedback
   */
  private record Objective(double[] image, double[] others, double weight, double[] feedback) {
    static Objective of(float[] image, ExplainedQuery query, Part part) {
      double[] others = query.termSum();
      for (int i = 0; i < others.length; i++) {
        others[i] -= part.weight() * part.vector()[i];
      }
      return new Objective(Vectors.doubles(image), others, part.weight(), query.feedbackSum());
    }

    /**
     * Differentiates the sum of the scores of several features.
     *
     * @param features [N, D]
     */
    void backward(NDManager manager, NDArray features) {
      NDArray units = features.div(lengths(features));
      NDArray sums =
          units
              .mul(EngineConstants.of(manager, weight, features.getDataType()))
              .add(row(manager, others, features));
      NDArray moved = sums.div(lengths(sums)).add(row(manager, feedback, features));
      NDArray products = moved.mul(row(manager, image, features)).sum(new int[] {1}, true);
      MapGradients.backward(products.div(lengths(moved)).sum());
    }

    private static NDArray lengths(NDArray rows) {
      return rows.mul(rows).sum(new int[] {1}, true).sqrt();
    }

    private static NDArray row(NDManager manager, double[] values, NDArray like) {
      return manager.create(values, new Shape(1, values.length)).toType(like.getDataType(), false);
    }
  }

  private static void requireContinuing(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }
}
