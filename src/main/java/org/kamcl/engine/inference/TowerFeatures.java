package org.kamcl.engine.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.kamcl.engine.image.ImageBatch;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TowerOutput;
import org.kamcl.engine.runtime.WorkerPool;

/**
 * A model in two parts: the features of its towers, which do not change while only adapters and
 * concept heads are trained, and the heads above them. All passes have a fixed shape, so that a
 * feature depends on its image or text alone, to the last bit.
 */
public final class TowerFeatures {
  private static final int TEXT_BATCH = 32;
  private static final int HEAD_BATCH = 256;

  private final KamclModel model;

  /**
   * @param model without padding in its text features, as every network that may have an adapter
   */
  public TowerFeatures(KamclModel model) {
    this.model = model;
  }

  /**
   * Computes the features of image files.
   *
   * @param sink receives the features as the vectors of embeddings without concepts
   */
  public void ofImages(WorkerPool workers, List<Path> files, ImageEmbedder.Sink<Path> sink) {
    new ImageEmbedder<Path>(model, workers, ImageDecoder::decode, this::features)
        .embed(files, sink);
  }

  private Future<List<Embedding>> features(ImageBatch batch, int count) {
    // Always a whole batch: what is beyond the images is computed and not used.
    int whole = model.asyncBatchSize();
    return model.inspectAsync(
        (manager, network, parameters) -> {
          Shape shape = new Shape(whole, 3, batch.size(), batch.size());
          NDArray images = manager.create(batch.bytes(whole), shape, DataType.FLOAT32);
          NDArray features =
              network.imageTower().features(context(parameters, KamclNetwork.IMAGE_TOWER), images);
          return rows(features).stream()
              .limit(count)
              .map(row -> new Embedding(row, new float[0]))
              .toList();
        });
  }

  /** Receives the features of a text. */
  @FunctionalInterface
  public interface TextSink {
    /** Receives the features of the text with an index. */
    void accept(int index, float[] features);
  }

  /**
   * Computes the features of texts, those of equal length together.
   *
   * @param sink receives them, the shortest texts first
   */
  public void ofTexts(List<String> texts, TextSink sink) {
    Map<Integer, List<Integer>> byLength = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      int length = model.tokenize(List.of(texts.get(i))).lengths()[0];
      byLength.computeIfAbsent(length, key -> new ArrayList<>()).add(i);
    }
    for (List<Integer> equal : byLength.values()) {
      for (int from = 0; from < equal.size(); from += TEXT_BATCH) {
        List<Integer> part = equal.subList(from, Math.min(from + TEXT_BATCH, equal.size()));
        List<String> batch = new ArrayList<>(part.stream().map(texts::get).toList());
        while (batch.size() < TEXT_BATCH) {
          batch.add(batch.get(0));
        }
        List<float[]> rows = ofBatch(model.tokenize(batch));
        for (int i = 0; i < part.size(); i++) {
          sink.accept(part.get(i), rows.get(i));
        }
      }
    }
  }

  private List<float[]> ofBatch(TextBatch batch) {
    return model.inspect(
        (manager, network, parameters) ->
            rows(
                network
                    .textTower()
                    .features(context(parameters, KamclNetwork.TEXT_TOWER), manager, batch)));
  }

  /** The embeddings of images from their features. */
  public List<Embedding> imageEmbeddings(List<float[]> features) {
    return heads(
        features,
        (network, parameters, rows) ->
            network.imageTower().head(context(parameters, KamclNetwork.IMAGE_TOWER), rows));
  }

  /** The embeddings of texts from their features. */
  public List<Embedding> textEmbeddings(List<float[]> features) {
    return heads(
        features,
        (network, parameters, rows) ->
            network.textTower().head(context(parameters, KamclNetwork.TEXT_TOWER), rows));
  }

  /** The upper part of a tower. */
  private interface Head {
    TowerOutput run(KamclNetwork network, NetworkParameters parameters, NDArray features);
  }

  private List<Embedding> heads(List<float[]> features, Head head) {
    List<Embedding> embeddings = new ArrayList<>(features.size());
    for (int from = 0; from < features.size(); from += HEAD_BATCH) {
      List<float[]> part = features.subList(from, Math.min(from + HEAD_BATCH, features.size()));
      embeddings.addAll(
          model.inspect(
              (manager, network, parameters) ->
                  model.split(head.run(network, parameters, matrix(manager, part)))));
    }
    return embeddings;
  }

  private static ForwardContext context(NetworkParameters parameters, String tower) {
    return ForwardContext.inference(parameters).scope(tower);
  }

  private static NDArray matrix(NDManager manager, List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return manager.create(all, new Shape(rows.size(), width));
  }

  private static List<float[]> rows(NDArray features) {
    float[] all = features.toFloatArray();
    int width = (int) features.getShape().get(1);
    List<float[]> rows = new ArrayList<>();
    for (int from = 0; from < all.length; from += width) {
      rows.add(Arrays.copyOfRange(all, from, from + width));
    }
    return rows;
  }
}
