package org.kamcl.engine.explain;

import java.util.List;

/**
 * Attention of a transformer on the words of a text. It shows the mechanism, and proves nothing
 * about what matters. (Jain and Wallace, NAACL 2019.)
 *
 * @param words the words of the text, between the encoder's names of its start and end token, such
 *     as {@code [CLS]} and {@code [SEP]}; W in all
 * @param layers [layer][head][W][W]: the share of the second word in what the first one reads. Over
 *     a word's pieces, what they read is averaged, and their own shares are added. Rows add up to
 *     1.
 * @param rollout [W][W]: the same through all layers, heads averaged, residual connections included
 *     (Abnar and Zuidema, ACL 2020)
 */
public record WordAttention(List<String> words, double[][][][] layers, double[][] rollout) {

  /** The mean share of each word in what all words read through all layers; adds up to 1. */
  public double[] shares() {
    double[] shares = new double[words.size()];
    for (double[] row : rollout) {
      for (int w = 0; w < shares.length; w++) {
        shares[w] += row[w] / rollout.length;
      }
    }
    return shares;
  }
}
