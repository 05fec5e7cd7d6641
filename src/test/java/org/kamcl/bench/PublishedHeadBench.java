package org.kamcl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.network.BatchNormMode;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.EngineConstants;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.ParameterSpec;
import org.kamcl.engine.network.Regularization;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.support.OtherArchitectures;

/**
 * Makes a model with the published aggregator, to measure explanations of it: backbone and text
 * tower are those of another model and stay as they are; the aggregator is trained on the feature
 * maps of some images, so that hours of training become minutes.
 *
 * <p>Arguments: the folder of the other model, a corpus, the folder of the new model, the number of
 * images (default 1,500) and of steps (default 400).
 */
public final class PublishedHeadBench {
  private static final String TOWER = KamclNetwork.IMAGE_TOWER + ".";
  private static final String BACKBONE = TOWER + "extract_feature.resnet.";
  private static final int BATCH = 64;
  private static final int PASS = 8;
  private static final double TEMPERATURE = 0.05;
  private static final long SEED = 1;

  private final KamclModel model;
  private final EngineRuntime runtime;
  private final KamclNetwork network;
  private final NetworkParameters parameters;
  private final Optimizer optimizer =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed(5e-4f)).build();
  private final Random random = new Random(SEED);

  private PublishedHeadBench(
      KamclModel model, EngineRuntime runtime, KamclNetwork network, NetworkParameters parameters) {
    this.model = model;
    this.runtime = runtime;
    this.network = network;
    this.parameters = parameters;
  }

  /** An image's feature maps by stage, and the vector of its caption. */
  private record Pair(List<float[]> maps, float[] text) {}

  /** Trains the model and prints the loss. */
  public static void main(String[] args) {
    Path source = Path.of(args[0]);
    Path target = OtherArchitectures.published(source, Path.of(args[2]));
    int images = args.length > 3 ? Integer.parseInt(args[3]) : 1500;
    int steps = args.length > 4 ? Integer.parseInt(args[4]) : 400;
    List<CorpusImage> corpus =
        new ArrayList<>(
            new CorpusReader(Optional.empty(), true).read(Path.of(args[1])).split("train"));
    Collections.shuffle(corpus, new Random(SEED));
    KamclNetwork network = new KamclNetwork(ModelCard.read(target).network());
    Path weights = target.resolve(ModelFiles.WEIGHTS);
    try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU);
        KamclModel model = KamclModel.open(target, runtime);
        NetworkParameters parameters =
            ModelFiles.load(
                SafeTensors.read(weights), network.specs(), runtime.manager(), "start")) {
      PublishedHeadBench bench = new PublishedHeadBench(model, runtime, network, parameters);
      bench.train(bench.pairs(corpus.subList(0, images)), steps);
      Map<String, TensorData> trained = new LinkedHashMap<>();
      for (ParameterSpec spec : network.specs()) {
        float[] values = parameters.get(spec.name()).toFloatArray();
        trained.put(spec.name(), TensorData.ofFloats(values, spec.shape()).toHalf());
      }
      SafeTensors.write(weights, new WeightSet(trained, Map.of()));
    }
  }

  private List<Pair> pairs(List<CorpusImage> images) {
    List<Embedding> texts =
        model.embedTexts(images.stream().map(i -> i.captions().get(0)).toList());
    List<Pair> pairs = new ArrayList<>();
    for (int from = 0; from < images.size(); from += PASS) {
      List<CorpusImage> part = images.subList(from, Math.min(from + PASS, images.size()));
      ImageBatch batch = new ImageBatch(part.size(), model.imageSize(), model.normalization());
      for (int i = 0; i < part.size(); i++) {
        batch.put(i, ImageDecoder.decode(part.get(i).path()));
      }
      int first = from;
      model.inspect(
          (manager, net, frozen) -> {
            Shape shape = new Shape(part.size(), 3, batch.size(), batch.size());
            NDArray input = manager.create(batch.bytes(part.size()), shape, DataType.FLOAT32);
            List<NDArray> maps =
                net.imageTower()
                    .featureMaps(
                        ForwardContext.inference(frozen).scope(KamclNetwork.IMAGE_TOWER), input);
            for (int i = 0; i < part.size(); i++) {
              int row = i;
              Set<Integer> read = stages();
              List<float[]> own = new ArrayList<>();
              for (int stage = 0; stage < maps.size(); stage++) {
                own.add(
                    read.contains(stage) ? maps.get(stage).get(row).toFloatArray() : new float[0]);
              }
              pairs.add(new Pair(own, texts.get(first + row).unitVector()));
            }
            return null;
          });
      if (from % 200 == 0) {
        System.out.printf(Locale.ROOT, "%d images%n", from);
      }
    }
    return pairs;
  }

  private Set<Integer> stages() {
    return network.imageTower().branches().stream()
        .map(branch -> branch.stage())
        .collect(Collectors.toSet());
  }

  private void train(List<Pair> pairs, int steps) {
    // The block of the high branch is in every checkpoint, but never used.
    Set<String> trained =
        network.imageTower().specs(TOWER).stream()
            .map(ParameterSpec::name)
            .filter(name -> !name.startsWith(BACKBONE) && !name.contains("high_module.gpo"))
            .collect(Collectors.toSet());
    double sum = 0;
    for (int step = 1; step <= steps; step++) {
      Collections.shuffle(pairs, random);
      List<Pair> batch = pairs.subList(0, BATCH);
      sum += runtime.train(SEED + step, manager -> step(manager, batch, trained));
      if (step % 20 == 0) {
        System.out.printf(Locale.ROOT, "step %d: loss %.3f%n", step, sum / 20);
        sum = 0;
      }
    }
  }

  private double step(NDManager manager, List<Pair> batch, Set<String> trained) {
    try (NetworkParameters view = parameters.trainingView(manager, trained)) {
      boolean across = random.nextBoolean();
      boolean down = random.nextBoolean();
      List<NDArray> maps = new ArrayList<>();
      for (int stage = 0; stage < batch.get(0).maps().size(); stage++) {
        maps.add(maps(manager, batch, stage, across, down));
      }
      ForwardContext context =
          ForwardContext.training(view, BatchNormMode.RUNNING_STATISTICS, Regularization.NONE)
              .scope(KamclNetwork.IMAGE_TOWER);
      NDArray feature = network.imageTower().aggregate(context, maps).feature();
      NDArray unit = feature.div(feature.mul(feature).sum(new int[] {1}, true).sqrt());
      NDArray texts =
          EngineArrays.create(
              manager, batch.stream().map(Pair::text).toArray(float[][]::new), view.dataType());
      NDArray logits = EngineConstants.divide(unit.matMul(texts.transpose()), TEMPERATURE);
      NDArray eye = manager.eye(batch.size());
      NDArray loss = logits.logSoftmax(1).mul(eye).sum().add(logits.logSoftmax(0).mul(eye).sum());
      loss = EngineConstants.multiply(loss, -0.5 / batch.size());
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
      Map<String, NDArray> gradients = new LinkedHashMap<>();
      trained.forEach(name -> gradients.put(name, view.get(name).getGradient()));
      JniUtils.setGradMode(false);
      gradients.forEach((name, gradient) -> optimizer.update(name, parameters.get(name), gradient));
      return loss.getFloat();
    }
  }

  private NDArray maps(
      NDManager manager, List<Pair> batch, int stage, boolean across, boolean down) {
    float[] first = batch.get(0).maps().get(stage);
    if (first.length == 0) {
      return manager.zeros(new Shape(1));
    }
    int channels = network.imageTower().backbone().stages().get(stage).channels();
    int side = (int) Math.round(Math.sqrt((double) first.length / channels));
    NDList rows = new NDList();
    for (Pair pair : batch) {
      rows.add(
          EngineArrays.create(manager, pair.maps().get(stage), new Shape(channels, side, side)));
    }
    NDArray maps = NDArrays.stack(rows);
    if (across) {
      maps = maps.flip(3);
    }
    return down ? maps.flip(2) : maps;
  }
}
