package org.kamcl.engine.training.data;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.CaptionTokenizer;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.LayeredTextTower;
import org.kamcl.engine.network.NetworkParameters;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TextEncoder;
import org.kamcl.engine.runtime.EngineRuntime;
import org.kamcl.engine.training.config.TrainingConfig;
import org.kamcl.engine.training.loss.Losses;
import org.kamcl.progress.ProgressListener;
import org.kamcl.progress.ProgressStage;

/**
 * Values that are computed once for each distinct caption: the outputs of the frozen text layers
 * and the embedding of the initial sentence encoder. The groups in which they are computed depend
 * on the captions alone, so that a resumed run is bit-identical.
 */
public final class CaptionCache {
  private static final int GROUP = 32;

  private final CaptionTokenizer reader;
  private final List<String> captions;
  private final @Nullable FrozenTextEncoder frozenTextEncoder;
  private final float @Nullable [][] states;
  private final float @Nullable [][] sentences;
  private final int width;

  private CaptionCache(
      CaptionTokenizer reader,
      List<String> captions,
      @Nullable FrozenTextEncoder frozenTextEncoder,
      float @Nullable [][] states,
      float @Nullable [][] sentences) {
    this.reader = reader;
    this.captions = captions;
    this.frozenTextEncoder = frozenTextEncoder;
    this.states = states;
    this.sentences = sentences;
    this.width =
        states == null ? 0 : states[0].length / tokenize(captions.subList(0, 1)).lengths()[0];
  }

  /** Computes the outputs of the frozen layers for captions that are not in the cache. */
  private interface FrozenTextEncoder {
    /** The outputs [N, T, width], row-major. */
    float[] of(TextBatch batch);
  }

  /**
   * Computes the cache; several hundred captions per second.
   *
   * @param parameters initial weights of the run
   * @param listener receives the number of captions that are done
   */
  public static CaptionCache compute(
      EngineRuntime runtime,
      KamclNetwork network,
      NetworkParameters parameters,
      TrainingConfig config,
      CaptionTokenizer reader,
      List<String> captions,
      ProgressListener listener) {
    TextEncoder encoder = network.textTower().encoder();
    Optional<LayeredTextTower> layered = network.textTower().layered();
    boolean taught =
        layered.isPresent()
            && encoder.embedsSentences()
            && (config.sampling().hardBatchFraction() > 0
                || (config.contrastive().infoNceWeight() > 0
                    && config.contrastive().softTargetFraction()
                            + config.contrastive().distillationWeight()
                        > 0));
    boolean cached = layered.isPresent() && config.encoders().frozenTextLayers() > 0;
    if (!(taught || cached)) {
      return new CaptionCache(reader, captions, null, null, null);
    }
    LayeredTextTower tower = layered.get();
    Integer[] order = new Integer[captions.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingInt(i -> captions.get(i).length()));
    boolean kept = cached && fits(captions, encoder.width());
    float[][] states = kept ? new float[order.length][] : null;
    float[][] sentences = taught ? new float[order.length][] : null;
    for (int from = 0; from < order.length; from += GROUP) {
      List<Integer> group = List.of(order).subList(from, Math.min(from + GROUP, order.length));
      TextBatch batch = reader.tokenize(group.stream().map(captions::get).toList());
      runtime.infer(
          manager -> {
            ForwardContext forwardContext =
                ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER);
            int layers = config.encoders().frozenTextLayers();
            NDArray lower = tower.lowerLayerStates(forwardContext, manager, batch, layers);
            if (states != null) {
              keep(lower, batch, group, states);
            }
            if (sentences != null) {
              learn(tower, forwardContext, manager, batch, lower, layers, group, sentences);
            }
            return null;
          });
      listener.onProgress(ProgressStage.CAPTIONS, from + group.size(), captions.size());
    }
    FrozenTextEncoder unkept =
        batch ->
            runtime.infer(
                manager -> {
                  ForwardContext forwardContext =
                      ForwardContext.inference(parameters).scope(KamclNetwork.TEXT_TOWER);
                  int layers = config.encoders().frozenTextLayers();
                  return tower
                      .lowerLayerStates(forwardContext, manager, batch, layers)
                      .toFloatArray();
                });
    return new CaptionCache(reader, captions, unkept, states, sentences);
  }

  /** Whether the states of all captions take at most half of the heap. */
  private static boolean fits(List<String> captions, int width) {
    long letters = captions.stream().mapToLong(String::length).sum();
    // About four characters per token, and width float32 values per token.
    return letters / 4 * width * Float.BYTES < Runtime.getRuntime().maxMemory() / 2;
  }

  private static void keep(NDArray lower, TextBatch batch, List<Integer> group, float[][] states) {
    float[] all = lower.toFloatArray();
    int row = all.length / batch.size();
    int width = row / batch.paddedLength();
    for (int i = 0; i < batch.size(); i++) {
      states[group.get(i)] = Arrays.copyOfRange(all, i * row, i * row + batch.lengths()[i] * width);
    }
  }

  private static void learn(
      LayeredTextTower tower,
      ForwardContext forwardContext,
      NDManager manager,
      TextBatch batch,
      NDArray lower,
      int layers,
      List<Integer> group,
      float[][] sentences) {
    NDArray means = tower.sentenceEmbeddings(forwardContext, manager, batch, lower, layers);
    float[] all = Losses.l2Normalize(means).toFloatArray();
    int width = all.length / batch.size();
    for (int i = 0; i < batch.size(); i++) {
      sentences[group.get(i)] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
  }

  /** The text of a caption. */
  String caption(int number) {
    return captions.get(number);
  }

  /** Tokenizes the captions of a step, padded to the longest. */
  TextBatch tokenize(List<String> texts) {
    return reader.tokenize(texts);
  }

  /**
   * Outputs of the frozen layers, zero at padding; null where they are not cached.
   *
   * @param texts captions of the step; texts that differ from the caption of their number are
   *     computed now
   * @param batch the same texts, tokenized
   * @param numbers of the captions
   */
  float @Nullable [] frozenStates(List<String> texts, TextBatch batch, int... numbers) {
    if (states == null) {
      return null;
    }
    float[] padded = new float[numbers.length * batch.paddedLength() * width];
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      if (texts.get(i).equals(captions.get(numbers[i]))) {
        float[] own = states[numbers[i]];
        System.arraycopy(own, 0, padded, i * batch.paddedLength() * width, own.length);
      } else {
        changed.add(i);
      }
    }
    if (!changed.isEmpty()) {
      TextBatch others = reader.tokenize(changed.stream().map(texts::get).toList());
      float[] rows = requireNonNull(frozenTextEncoder).of(others);
      int from = others.paddedLength() * width;
      for (int n = 0; n < changed.size(); n++) {
        int to = changed.get(n) * batch.paddedLength() * width;
        System.arraycopy(rows, n * from, padded, to, others.lengths()[n] * width);
      }
    }
    return padded;
  }

  /** Embeddings of the initial sentence encoder, or null where they are not used. */
  public @Nullable TeacherEmbeddings teacher() {
    return sentences == null ? null : new TeacherEmbeddings(sentences);
  }
}
