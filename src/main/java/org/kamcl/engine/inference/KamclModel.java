package org.kamcl.engine.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TowerOutput;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.error.KamclException;

/**
 * A loaded model: turns images or texts into embeddings and concept strengths. Thread-safe; passes
 * run one after another, except those of {@link #embedAsync}. Holds native memory until it is
 * closed or unloaded.
 */
public final class KamclModel implements AutoCloseable {
  /** Images of one pass; larger batches only need more memory. */
  public static final int IMAGE_BATCH_SIZE = 8;

  /** Images of a pass that runs in parallel with others: two need as much memory as one above. */
  private static final int ASYNC_BATCH_SIZE = 4;

  /** Captions of one pass as in the published evaluation, whose features depend on it. */
  public static final int TEXT_BATCH_SIZE = 100;

  private static final int MASKED_TEXT_BATCH_SIZE = 32;

  private final ModelCard card;
  private final EngineRuntime runtime;
  private final KamclNetwork network;
  private final ConceptVocabulary concepts;

  /** Concepts that somebody marked as visible or not, by their names. */
  private volatile Map<String, Boolean> marks = Map.of();

  private final ConceptCalibration calibration;
  private final CaptionTokenizer captions;

  private final LoadedWeights weights;

  /**
   * @param weights frozen; closed with the model
   */
  KamclModel(
      ModelCard card,
      EngineRuntime runtime,
      KamclNetwork network,
      LoadedWeights weights,
      ConceptVocabulary concepts,
      ConceptCalibration calibration,
      CaptionTokenizer captions) {
    this.card = card;
    this.runtime = runtime;
    this.network = network;
    this.weights = weights;
    this.concepts = concepts;
    this.calibration = calibration;
    this.captions = captions;
  }

  /**
   * Checks and loads a model. Reads all its files; {@link ModelStore#open} remembers the check.
   *
   * @param folder with {@code model.json} and the other files of the model
   * @throws KamclException if a file is missing, damaged or does not fit the network
   */
  public static KamclModel open(Path folder, EngineRuntime runtime) {
    return ModelLoader.load(ModelLoader.checked(folder), runtime);
  }

  /**
   * Checks and loads a model for images of another size than it was trained on.
   *
   * @param imageSize side in pixels, a multiple of 32
   * @throws KamclException if its network accepts one size only, and as above
   */
  public static KamclModel open(Path folder, EngineRuntime runtime, int imageSize) {
    return ModelLoader.load(ModelLoader.checked(folder), runtime, imageSize);
  }

  /**
   * Creates a model from loaded tensors.
   *
   * @param parameters are copied and not changed
   */
  public static KamclModel of(
      ModelCard card,
      EngineRuntime runtime,
      NetworkParameters parameters,
      ConceptVocabulary concepts,
      CaptionTokenizer captions) {
    KamclNetwork network = new KamclNetwork(card.network());
    LoadedWeights weights =
        new LoadedWeights(runtime, network.freeze(parameters, runtime.manager()), null);
    return new KamclModel(
        card, runtime, network, weights, concepts, ConceptCalibration.UNCALIBRATED, captions);
  }

  /**
   * Returns native memory that is not in use to the operating system (some milliseconds). Call it
   * when work that needs much memory has ended.
   */
  public void releaseUnusedMemory() {
    runtime.releaseUnusedMemory();
  }

  /** The description of the model. */
  public ModelCard card() {
    return card;
  }

  /** The concepts. */
  public ConceptVocabulary concepts() {
    return concepts;
  }

  /** The names of the concepts in the order of their strengths. */
  public List<String> conceptNames() {
    return concepts.names();
  }

  /** Whether a concept is visible in images, so that it can explain a hit. */
  public boolean isVisualConcept(int index) {
    Boolean mark = marks.get(concepts.names().get(index));
    return mark == null ? isVisualByDefault(index) : mark;
  }

  /** Whether a concept is visible in images as long as nobody marks it otherwise. */
  public boolean isVisualByDefault(int index) {
    return concepts.isVisual(index);
  }

  /**
   * Marks concepts as visible in images or not from now on, in place of all marks before. Scores do
   * not depend on it.
   *
   * @param visible whether a concept is visible, by its name; other names are ignored
   */
  public void markConcepts(Map<String, Boolean> visible) {
    marks = Map.copyOf(visible);
  }

  /** The calibration of its concept strengths. */
  public ConceptCalibration conceptCalibration() {
    return calibration;
  }

  /** Number of values of an embedding. */
  public int dimension() {
    return card.network().embeddingSize();
  }

  /** The normalization of pixel values its backbone expects. */
  public Normalization normalization() {
    return network.imageTower().backbone().normalization();
  }

  /** How an image becomes the square its backbone reads. */
  public Preprocessing preprocessing() {
    return network.imageTower().backbone().preprocessing();
  }

  /** Side of the network's input, in pixels. */
  public int imageSize() {
    return card.network().imageSize();
  }

  /** Whether it reads texts; otherwise it was made of an image encoder alone. */
  public boolean hasWords() {
    return card.network().textEncoder().readsTexts();
  }

  /**
   * Checks that it reads texts.
   *
   * @throws KamclException with {@link InferenceError#MODEL_WITHOUT_WORDS} if it does not
   */
  public void requireWords() {
    if (!hasWords()) {
      throw new KamclException(InferenceError.MODEL_WITHOUT_WORDS, card.name());
    }
  }

  /**
   * Words of a text that are unknown to the model, as they are written.
   *
   * @throws KamclException with {@link InferenceError#MODEL_WITHOUT_WORDS}, as all methods that
   *     read texts
   */
  public List<String> unknownWords(String text) {
    requireWords();
    return captions.unknownWords(text);
  }

  /** Embeds images of any number and size. */
  public List<Embedding> embedImages(List<RgbImage> images) {
    List<Embedding> embeddings = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += IMAGE_BATCH_SIZE) {
      List<RgbImage> part = images.subList(from, Math.min(from + IMAGE_BATCH_SIZE, images.size()));
      ImageBatch batch = new ImageBatch(part.size(), imageSize(), preprocessing());
      for (int i = 0; i < part.size(); i++) {
        batch.put(i, part.get(i));
      }
      embeddings.addAll(embedImages(batch, part.size()));
    }
    return embeddings;
  }

  /**
   * Embeds the first images of a batch with this model's size and normalization.
   *
   * @param count number of images
   */
  public List<Embedding> embedImages(ImageBatch batch, int count) {
    return runtime.infer(manager -> embed(manager, images(batch, count)));
  }

  /**
   * As {@link #embedImages(ImageBatch, int)}, in parallel with other passes, which takes a third
   * less time for many images. The batch must not change before the result is available.
   */
  public Future<List<Embedding>> embedAsync(ImageBatch batch, int count) {
    return runtime.submit(manager -> embed(manager, images(batch, count)));
  }

  /** How many passes of {@link #embedAsync} run in parallel. */
  public int parallelPasses() {
    return runtime.parallelPasses();
  }

  /**
   * The number of images for a pass of {@link #embedAsync}. The last digits of an embedding depend
   * on it, so on processors it does not depend on how many passes run in parallel.
   */
  public int asyncBatchSize() {
    return runtime.device().isGpu() ? IMAGE_BATCH_SIZE : ASYNC_BATCH_SIZE;
  }

  private BatchPass images(ImageBatch batch, int count) {
    return manager -> {
      Shape shape = new Shape(count, 3, batch.size(), batch.size());
      NDArray images = manager.create(batch.bytes(count), shape, DataType.FLOAT32);
      ForwardContext context =
          ForwardContext.inference(weights.get()).scope(KamclNetwork.IMAGE_TOWER);
      return network.imageTower().forward(context, images);
    };
  }

  /**
   * Embeds any number of texts. In the published configuration, a feature depends on the longest of
   * the hundred texts in its batch, in the given order.
   */
  public List<Embedding> embedTexts(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    requireWords();
    if (!card.network().maskTextPadding()) {
      return embedInOrder(texts, TEXT_BATCH_SIZE);
    }
    // Texts of similar length need little padding, and masked padding has no effect.
    Integer[] order = new Integer[texts.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> texts.get(i).length()));
    List<Embedding> sorted =
        embedInOrder(Arrays.stream(order).map(texts::get).toList(), MASKED_TEXT_BATCH_SIZE);
    Embedding[] embeddings = new Embedding[order.length];
    for (int i = 0; i < order.length; i++) {
      embeddings[order[i]] = sorted.get(i);
    }
    return List.of(embeddings);
  }

  private List<Embedding> embedInOrder(List<String> texts, int batch) {
    List<Embedding> embeddings = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += batch) {
      List<String> part = texts.subList(from, Math.min(from + batch, texts.size()));
      embeddings.addAll(runtime.infer(manager -> embed(manager, scratch -> texts(scratch, part))));
    }
    return embeddings;
  }

  private TowerOutput texts(NDManager manager, List<String> texts) {
    ForwardContext context = ForwardContext.inference(weights.get()).scope(KamclNetwork.TEXT_TOWER);
    return network.textTower().forward(context, manager, captions.tokenize(texts));
  }

  /** Tokenizes texts and pads them to the longest. */
  public TextBatch tokenize(List<String> texts) {
    requireWords();
    return captions.tokenize(texts);
  }

  /**
   * The tokens of each word of a text, in the words' order.
   *
   * @param words the text, split at white space
   * @return as many lists as words; together the tokens that {@link #tokenize} reads, without
   *     special ones and before truncation. Empty if the tokens of the text are not those of its
   *     words, as where a tokenizer joins words.
   */
  public Optional<List<List<String>>> tokensOfWords(List<String> words) {
    requireWords();
    return captions.tokensOfWords(words);
  }

  /** Runs a pass that looks inside the network, such as an explanation. */
  public <T> T inspect(NetworkPass<T> pass) {
    return runtime.infer(manager -> inspect(manager, pass));
  }

  /** As {@link #inspect}, in parallel with other passes. */
  public <T> Future<T> inspectAsync(NetworkPass<T> pass) {
    return runtime.submit(manager -> inspect(manager, pass));
  }

  /** As {@link #inspect}, with gradients recorded. */
  public <T> T differentiate(NetworkPass<T> pass) {
    return runtime.differentiate(manager -> inspect(manager, pass));
  }

  private <T> T inspect(NDManager manager, NetworkPass<T> pass) {
    return pass.run(manager, network, weights.get());
  }

  /**
   * Frees the memory of the weights after the running passes. The next pass reads them again, which
   * takes as long as opening the model. Does nothing if they are in no file.
   */
  public void unload() {
    weights.unload();
  }

  /** A pass over one batch. */
  private interface BatchPass {
    TowerOutput run(NDManager manager);
  }

  private List<Embedding> embed(NDManager manager, BatchPass pass) {
    return split(pass.run(manager));
  }

  /** The embeddings of a batch. */
  List<Embedding> split(TowerOutput output) {
    return split(output.feature().toFloatArray(), output.conceptStrengths().toFloatArray());
  }

  private List<Embedding> split(float[] features, float[] strengths) {
    int d = dimension();
    int k = card.network().conceptCount();
    for (float value : features) {
      if (!Float.isFinite(value)) {
        throw new KamclException(
            InferenceError.EMBEDDING_NOT_FINITE, card.name(), runtime.precision());
      }
    }
    List<Embedding> embeddings = new ArrayList<>();
    for (int i = 0; i < features.length / d; i++) {
      embeddings.add(
          new Embedding(
              Arrays.copyOfRange(features, i * d, (i + 1) * d),
              Arrays.copyOfRange(strengths, i * k, i * k + concepts.size())));
    }
    return embeddings;
  }

  /** Frees the native memory; the model cannot be used afterwards. */
  @Override
  public void close() {
    weights.close();
  }
}
