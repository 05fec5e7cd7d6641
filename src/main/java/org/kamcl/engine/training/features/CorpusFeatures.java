package org.kamcl.engine.training.features;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.engine.inference.ImageEmbedder;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.engine.inference.TowerFeatures;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.runtime.WorkerPool;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * The features of a corpus: of each image, found by the content of its file, and of each distinct
 * caption. Those that are missing are computed once; what an interrupted computation finished is
 * kept. Rows are read from disk when they are needed.
 */
public final class CorpusFeatures implements AutoCloseable {
  /** Rows after which they are forced to disk. */
  private static final int SYNC = 256;

  private final FeatureFolders.Use use;
  private final FeatureRows images;
  private final FeatureRows captions;
  private final Map<Path, String> hashes = new HashMap<>();
  private final Map<Path, Problem> problems = new LinkedHashMap<>();

  private CorpusFeatures(FeatureFolders.Use use, FeatureRows images, FeatureRows captions) {
    this.use = use;
    this.images = images;
    this.captions = captions;
  }

  /**
   * Finds or computes the features.
   *
   * @param cache folder of the features of all networks; those used longest ago are deleted if all
   *     together have more than 4 GB
   * @param network below whose adapters and concept heads the features are
   * @param parameters its tensors
   * @param vocabulary file of its tokenizer; empty if the program contains it
   * @param opener opens the network as a model, which is closed afterwards; called if features are
   *     missing
   * @param listener is told the progress; what it throws ends the work
   */
  public static CorpusFeatures prepare(
      Path cache,
      KamclNetwork network,
      NetworkParameters parameters,
      Optional<Path> vocabulary,
      Supplier<KamclModel> opener,
      WorkerPool workers,
      List<Path> files,
      List<String> texts,
      ProgressListener listener) {
    Path folder = cache.resolve(FeatureKey.of(network, parameters, vocabulary));
    FeatureFolders.Use use = FeatureFolders.begin(folder);
    FeatureRows images = FeatureRows.open(folder, "images", network.imageTower().featureWidth());
    CorpusFeatures features =
        new CorpusFeatures(
            use, images, FeatureRows.open(folder, "captions", network.textTower().featureWidth()));
    boolean complete = false;
    try {
      features.hash(workers, files, listener);
      features.compute(opener, workers, texts, listener);
      FeatureFolders.limit(cache, FeatureFolders.MAX_BYTES);
      complete = true;
      return features;
    } finally {
      if (!complete) {
        features.close();
      }
    }
  }

  private void hash(WorkerPool workers, List<Path> files, ProgressListener listener) {
    Map<Path, Future<String>> running = new LinkedHashMap<>();
    for (Path file : new LinkedHashSet<>(files)) {
      running.put(file, workers.submit(() -> ModelFiles.sha256(file)));
    }
    int done = 0;
    for (Map.Entry<Path, Future<String>> file : running.entrySet()) {
      try {
        hashes.put(file.getKey(), file.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof KamclException known)) {
          throw new IllegalStateException(e.getCause());
        }
        problems.put(file.getKey(), known.problem());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KamclException(e, FeatureError.INTERRUPTED);
      }
      done++;
      if (done % SYNC == 0) {
        listener.onProgress(ProgressStage.IMAGES, 0, running.size());
      }
    }
  }

  private void compute(
      Supplier<KamclModel> opener,
      WorkerPool workers,
      List<String> texts,
      ProgressListener listener) {
    Map<String, Path> neededImages = new LinkedHashMap<>();
    hashes.forEach(
        (file, hash) -> {
          if (!images.has(hash)) {
            neededImages.putIfAbsent(hash, file);
          }
        });
    Set<String> neededTexts = new LinkedHashSet<>(texts);
    int distinct = neededTexts.size();
    neededTexts.removeIf(text -> captions.has(hash(text)));
    if (neededImages.isEmpty() && neededTexts.isEmpty()) {
      return;
    }
    try (KamclModel model = opener.get()) {
      TowerFeatures towers = new TowerFeatures(model);
      images(towers, workers, List.copyOf(neededImages.values()), listener);
      captions(towers, List.copyOf(neededTexts), distinct, listener);
    } finally {
      images.sync();
      captions.sync();
    }
  }

  private void images(
      TowerFeatures towers, WorkerPool workers, List<Path> needed, ProgressListener listener) {
    int total = hashes.size();
    int[] done = {total - needed.size()};
    towers.ofImages(
        workers,
        needed,
        new ImageEmbedder.Sink<>() {
          @Override
          public void embedded(Path image, Embedding embedding) {
            images.add(requireNonNull(hashes.get(image)), embedding.vector());
            tell();
          }

          @Override
          public void skipped(Path image, Problem problem) {
            String hash = hashes.get(image);
            hashes.forEach(
                (file, same) -> {
                  if (same.equals(hash)) {
                    problems.put(file, problem);
                  }
                });
            tell();
          }

          private void tell() {
            done[0]++;
            if (done[0] % SYNC == 0) {
              images.sync();
            }
            listener.onProgress(ProgressStage.IMAGES, done[0], total);
          }
        });
  }

  private void captions(
      TowerFeatures towers, List<String> needed, int distinct, ProgressListener listener) {
    int[] done = {distinct - needed.size()};
    towers.ofTexts(
        needed,
        (index, features) -> {
          captions.add(hash(needed.get(index)), features);
          done[0]++;
          if (done[0] % SYNC == 0) {
            captions.sync();
          }
          listener.onProgress(ProgressStage.CAPTIONS, done[0], distinct);
        });
  }

  private static String hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(FeatureKey.sha256().digest(bytes));
  }

  /** Why an image has no features; empty if it has. */
  public Optional<Problem> problem(Path image) {
    return Optional.ofNullable(problems.get(image));
  }

  /**
   * The features of an image.
   *
   * @param image one of those that were prepared, without a problem
   * @throws KamclException if they were changed meanwhile
   */
  public float[] image(Path image) {
    return images.get(requireNonNull(hashes.get(image), image.toString()));
  }

  /**
   * The features of a caption.
   *
   * @param caption one of those that were prepared
   * @throws KamclException if they were changed meanwhile
   */
  public float[] caption(String caption) {
    return captions.get(hash(caption));
  }

  /**
   * Equal if all features of some images and captions are equal to the last bit.
   *
   * @return 64 hexadecimal digits
   */
  public String digest(List<Path> files, List<String> texts) {
    MessageDigest digest = FeatureKey.sha256();
    List<Path> readable = new ArrayList<>(files);
    readable.removeAll(problems.keySet());
    readable.forEach(file -> add(digest, image(file)));
    texts.forEach(text -> add(digest, caption(text)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, float[] row) {
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES);
    bytes.asFloatBuffer().put(row);
    digest.update(bytes);
  }

  @Override
  public void close() {
    images.close();
    captions.close();
    use.close();
  }
}
