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
import java.util.Set;
import java.util.concurrent.Future;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.engine.knowledge.ConceptVocabulary;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.TowerOutput;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;

/**
 * A loaded model: images or texts in, embeddings and concept strengths out. May be used from any
 * number of threads; passes run one after another, except those of {@link #embedAsync}. Holds
 * native memory until it is closed.
 */
public final class KamclModel implements AutoCloseable {
  /** Images of one pass: larger batches only cost memory. */
  public static final int IMAGE_BATCH_SIZE = 8;

  /** Images of a pass beside others: two of them need the memory of one of the above. */
  private static final int ASYNC_BATCH_SIZE = 4;

  /** Captions of one pass; as in the published evaluation, whose features depend on it. */
  public static final int TEXT_BATCH_SIZE = 100;

  private static final int MASKED_TEXT_BATCH_SIZE = 32;

  private final ModelCard card;
  private final EngineRuntime runtime;
  private final KamclNetwork network;
  private final NetworkParameters parameters;
  private final ConceptVocabulary concepts;
  private final ConceptCalibration calibration;
  private final CaptionTokenizer captions;
  private boolean closed;

  private KamclModel(
      ModelCard card,
      EngineRuntime runtime,
      KamclNetwork network,
      NetworkParameters parameters,
      ConceptVocabulary concepts,
      ConceptCalibration calibration,
      CaptionTokenizer captions) {
    this.card = card;
    this.runtime = runtime;
    this.network = network;
    this.parameters = parameters;
    this.concepts = concepts;
    this.calibration = calibration;
    this.captions = captions;
  }

  /**
   * Loads a model.
   *
   * @param folder with {@code model.json} and the files it speaks of
   * @throws EngineException if a file is missing, damaged or does not fit the network
   */
  public static KamclModel open(Path folder, EngineRuntime runtime) {
    return open(folder, ModelCard.read(folder), runtime);
  }

  /**
   * Loads a model to be fed images of another size than it was made for.
   *
   * @param imageSize side in pixels, a multiple of 32
   * @throws EngineException if its network takes images of one size only, and as above
   */
  public static KamclModel open(Path folder, EngineRuntime runtime, int imageSize) {
    ModelCard card = ModelCard.read(folder);
    int own = card.network().imageSize();
    if (imageSize != own && card.network().published()) {
      throw new EngineException(
          "The model '"
              + card.name()
              + "' takes images of "
              + own
              + " pixels only: its network, that of reference, is built for one size.");
    }
    return open(folder, card.with(card.network().withImageSize(imageSize)), runtime);
  }

  private static KamclModel open(Path folder, ModelCard card, EngineRuntime runtime) {
    NetworkConfig config = card.network();
    ConceptVocabulary concepts = ConceptVocabulary.read(folder.resolve(ModelFiles.CONCEPTS));
    if (concepts.size() > config.conceptCount()) {
      throw new EngineException(
          "The model in "
              + folder
              + " lists "
              + concepts.size()
              + " concepts, but its heads have "
              + config.conceptCount()
              + " outputs.");
    }
    ConceptCalibration calibration = ConceptCalibration.read(folder);
    calibration.check(folder, Set.copyOf(concepts.names()));
    CaptionTokenizer captions = CaptionTokenizer.open(folder, config, concepts);
    KamclNetwork network = new KamclNetwork(config);
    Path weights = folder.resolve(ModelFiles.WEIGHTS);
    try (NetworkParameters loaded =
        ModelFiles.load(
            SafeTensors.read(weights), network.specs(), runtime.manager(), weights.toString())) {
      NetworkParameters frozen = network.freeze(loaded, runtime.manager());
      return new KamclModel(card, runtime, network, frozen, concepts, calibration, captions);
    }
  }

  /**
   * A model of tensors that are already there.
   *
   * @param parameters left as they are; the model keeps a copy of its own
   */
  public static KamclModel of(
      ModelCard card,
      EngineRuntime runtime,
      NetworkParameters parameters,
      ConceptVocabulary concepts,
      CaptionTokenizer captions) {
    KamclNetwork network = new KamclNetwork(card.network());
    NetworkParameters frozen = network.freeze(parameters, runtime.manager());
    return new KamclModel(
        card, runtime, network, frozen, concepts, ConceptCalibration.UNCALIBRATED, captions);
  }

  /** What the model is. */
  public ModelCard card() {
    return card;
  }

  /** The names of the concept strengths. */
  public ConceptVocabulary concepts() {
    return concepts;
  }

  /** The names of the concept strengths, in their order. */
  public List<String> conceptNames() {
    return concepts.names();
  }

  /** Whether a concept can be seen in an image, and so be a reason why one was found. */
  public boolean isVisualConcept(int index) {
    return concepts.isVisual(index);
  }

  /** What strengths of its concepts mean. */
  public ConceptCalibration conceptCalibration() {
    return calibration;
  }

  /** Number of values of an embedding. */
  public int dimension() {
    return card.network().embeddingSize();
  }

  /** What its image tower expects of pixel values. */
  public Normalization normalization() {
    return card.network().published() ? Normalization.IMAGENET : Normalization.LITE;
  }

  /** Side of the images it sees, in pixels. */
  public int imageSize() {
    return card.network().imageSize();
  }

  /** Words of a text that the model knows nothing of, as they stand there. */
  public List<String> unknownWords(String text) {
    return captions.unknownWords(text);
  }

  /** Embeds images of any number and size. */
  public List<Embedding> embedImages(List<RgbImage> images) {
    List<Embedding> embeddings = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += IMAGE_BATCH_SIZE) {
      List<RgbImage> part = images.subList(from, Math.min(from + IMAGE_BATCH_SIZE, images.size()));
      ImageBatch batch = new ImageBatch(part.size(), imageSize(), normalization());
      for (int i = 0; i < part.size(); i++) {
        batch.put(i, part.get(i));
      }
      embeddings.addAll(embedImages(batch, part.size()));
    }
    return embeddings;
  }

  /**
   * Embeds the first images of a batch that was made for this model.
   *
   * @param count how many places are filled, from the first
   */
  public List<Embedding> embedImages(ImageBatch batch, int count) {
    return runtime.infer(manager -> embed(manager, images(batch, count)));
  }

  /**
   * As {@link #embedImages(ImageBatch, int)}, beside other passes: many images take a third less
   * time so. The batch must not change until the result is there.
   */
  public Future<List<Embedding>> embedAsync(ImageBatch batch, int count) {
    return runtime.submit(manager -> embed(manager, images(batch, count)));
  }

  /** How many passes of {@link #embedAsync} run at once. */
  public int parallelPasses() {
    return runtime.parallelPasses();
  }

  /** How many images a pass of {@link #embedAsync} best has. */
  public int asyncBatchSize() {
    return parallelPasses() == 1 ? IMAGE_BATCH_SIZE : ASYNC_BATCH_SIZE;
  }

  private BatchPass images(ImageBatch batch, int count) {
    return manager -> {
      Shape shape = new Shape(count, 3, batch.size(), batch.size());
      NDArray images = manager.create(batch.bytes(count), shape, DataType.FLOAT32);
      ForwardContext forwardContext =
          ForwardContext.inference(parameters).scope(KamclNetwork.IMAGE_TOWER);
      return network.imageTower().forward(forwardContext, images);
    };
  }

  /**
   * Embeds texts of any number. In the published configuration a feature depends on the longest
   * text among its hundred, in the order given.
   */
  public List<Embedding> embedTexts(List<String> texts) {
    if (!card.network().maskTextPadding()) {
      return embedInOrder(texts, TEXT_BATCH_SIZE);
    }
    // Texts of one length make no padding; masked padding cannot show in the result.
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
    ForwardContext forwardContext =
        ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER);
    return network.textTower().forward(forwardContext, manager, captions.tokenize(texts));
  }

  /** A pass over one batch. */
  private interface BatchPass {
    TowerOutput run(NDManager manager);
  }

  private List<Embedding> embed(NDManager manager, BatchPass pass) {
    if (closed) {
      throw new IllegalStateException("The model is closed.");
    }
    TowerOutput towerOutput = pass.run(manager);
    return split(
        towerOutput.feature().toFloatArray(), towerOutput.conceptStrengths().toFloatArray());
  }

  private List<Embedding> split(float[] features, float[] strengths) {
    int d = dimension();
    int k = card.network().conceptCount();
    List<Embedding> embeddings = new ArrayList<>();
    for (int i = 0; i < features.length / d; i++) {
      embeddings.add(
          new Embedding(
              Arrays.copyOfRange(features, i * d, (i + 1) * d),
              Arrays.copyOfRange(strengths, i * k, i * k + concepts.size())));
    }
    return embeddings;
  }

  /** Frees the native memory; further use fails. */
  @Override
  public void close() {
    // Waits for the passes that run, if any.
    runtime.exclusively(
        () -> {
          closed = true;
          parameters.close();
        });
  }
}
