package org.kamcl.support;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Collects the comparisons of the parity tests: each entry with its error relative to the
 * tolerance.
 */
public final class ParityLedger {
  private static final Map<String, Double> RATIOS =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private static final Map<String, String> FIGURES =
      Collections.synchronizedMap(new LinkedHashMap<>());

  private ParityLedger() {}

  /** Records a numeric comparison. */
  public static void record(String entry, double observed, double allowed) {
    double ratio = observed == 0 ? 0 : observed / allowed;
    ratio = Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    if (RATIOS.merge(entry, ratio, Math::max) == ratio) {
      FIGURES.put(entry, String.format(Locale.ROOT, "%.3g of %.3g", observed, allowed));
    }
  }

  /** Records an entry that must be equal. */
  public static void exact(String entry, boolean equal) {
    RATIOS.merge(entry, equal ? 0 : Double.POSITIVE_INFINITY, Math::max);
  }

  /** Records an entry that was not compared. */
  public static void skipped(String entry) {
    RATIOS.putIfAbsent(entry, Double.NaN);
  }

  /** The largest error and the tolerance of each numerically compared entry, one per line. */
  static String figures() {
    StringBuilder lines = new StringBuilder();
    synchronized (FIGURES) {
      FIGURES.forEach(
          (entry, figure) ->
              lines.append("parity: ").append(entry).append(' ').append(figure).append('\n'));
    }
    return lines.toString();
  }

  /** The summary line of the run, or null if nothing was compared. */
  static String summary() {
    synchronized (RATIOS) {
      if (RATIOS.isEmpty()) {
        return null;
      }
      int within = 0;
      String worst = "none";
      double worstRatio = -1;
      for (Map.Entry<String, Double> entry : RATIOS.entrySet()) {
        double ratio = entry.getValue();
        if (ratio <= 1) {
          within++;
        }
        if (ratio > worstRatio) {
          worstRatio = ratio;
          worst = entry.getKey();
        }
      }
      return String.format(
          Locale.ROOT,
          "parity: %d of %d entries, worst observed/allowed %.3f (%s)",
          within,
          RATIOS.size(),
          worstRatio,
          worst);
    }
  }
}
