package org.kamcl.engine.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.engine.inference.KamclModel;
import org.kamcl.engine.network.EngineArrays;
import org.kamcl.engine.network.ForwardContext;
import org.kamcl.engine.network.KamclNetwork;
import org.kamcl.engine.network.TextBatch;
import org.kamcl.engine.network.TextTokenization;

/** Reads the attention of a text tower's encoder. */
final class AttentionReader {
  private static final String OBSERVED = "attention";
  private static final String BERT_START = "[CLS]";
  private static final String BERT_END = "[SEP]";
  private static final String CLIP_START = "<start_of_text>";
  private static final String CLIP_END = "<end_of_text>";

  private final KamclModel model;

  AttentionReader(KamclModel model) {
    this.model = model;
  }

  /** The attention on the words of a text; empty if the encoder has none. */
  Optional<WordAttention> read(String text) {
    TokenGroups groups = TokenGroups.of(model, text);
    if (groups.words().isEmpty()) {
      return Optional.empty();
    }
    List<double[][][]> layers =
        model.inspect(
            (manager, network, parameters) -> {
              List<double[][][]> heads = new ArrayList<>();
              ForwardContext context =
                  ForwardContext.inference(
                      parameters,
                      (name, value) -> {
                        if (name.equals(OBSERVED)) {
                          heads.add(heads(value));
                        }
                      });
              TextBatch batch = model.tokenize(List.of(text));
              network.textTower().forward(context.scope(KamclNetwork.TEXT_TOWER), manager, batch);
              return heads;
            });
    if (layers.isEmpty() || !groups.hasSpecialTokens()) {
      return Optional.empty();
    }
    boolean clip = model.card().network().tokenization() == TextTokenization.CLIP_BYTE_PAIRS;
    return Optional.of(
        onWords(groups, layers, clip ? CLIP_START : BERT_START, clip ? CLIP_END : BERT_END));
  }

  /** [1, H, T, T] as an array [H][T][T]. */
  private static double[][][] heads(NDArray attention) {
    Shape shape = attention.getShape();
    int count = (int) shape.get(1);
    int tokens = (int) shape.get(2);
    double[] flat = EngineArrays.toDoubles(attention);
    double[][][] heads = new double[count][tokens][tokens];
    for (int h = 0; h < count; h++) {
      for (int t = 0; t < tokens; t++) {
        System.arraycopy(flat, (h * tokens + t) * tokens, heads[h][t], 0, tokens);
      }
    }
    return heads;
  }

  private static WordAttention onWords(
      TokenGroups groups, List<double[][][]> layers, String start, String end) {
    int tokens = layers.get(0)[0].length;
    int[] group = groups.groupOfToken(tokens);
    List<String> names = new ArrayList<>(groups.words());
    names.add(0, start);
    names.add(end);
    double[][][][] merged = new double[layers.size()][][][];
    double[][] rollout = identity(tokens);
    for (int l = 0; l < merged.length; l++) {
      double[][][] heads = layers.get(l);
      merged[l] = new double[heads.length][][];
      double[][] mean = new double[tokens][tokens];
      for (int h = 0; h < heads.length; h++) {
        merged[l][h] = merge(heads[h], group, names.size());
        for (int t = 0; t < tokens; t++) {
          for (int s = 0; s < tokens; s++) {
            mean[t][s] += heads[h][t][s] / heads.length;
          }
        }
      }
      rollout = product(withResidual(mean), rollout);
    }
    return new WordAttention(List.copyOf(names), merged, merge(rollout, group, names.size()));
  }

  /** The mean over the pieces that read and the sum over the pieces that are read. */
  private static double[][] merge(double[][] attention, int[] group, int words) {
    double[][] merged = new double[words][words];
    int[] pieces = new int[words];
    for (int g : group) {
      pieces[g]++;
    }
    for (int t = 0; t < group.length; t++) {
      for (int s = 0; s < group.length; s++) {
        merged[group[t]][group[s]] += attention[t][s] / pieces[group[t]];
      }
    }
    return merged;
  }

  private static double[][] withResidual(double[][] attention) {
    double[][] sum = new double[attention.length][attention.length];
    for (int t = 0; t < sum.length; t++) {
      for (int s = 0; s < sum.length; s++) {
        sum[t][s] = (attention[t][s] + (s == t ? 1 : 0)) / 2;
      }
    }
    return sum;
  }

  private static double[][] identity(int size) {
    double[][] identity = new double[size][size];
    for (int i = 0; i < size; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < c[i].length; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }
}
