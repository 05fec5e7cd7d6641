package org.kamcl.support;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the parity tests of this run compared: each entry with its error over what is allowed. */
public final class ParityLedger {
  private static final Map<String, Double> RATIOS =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private static final Map<String, String> FIGURES =
      Collections.synchronizedMap(new LinkedHashMap<>());

  private ParityLedger() {}

  /** An entry compared by number. */
  public static void record(String entry, double observed, double allowed) {
    double ratio = observed == 0 ? 0 : observed / allowed;
    ratio = Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    if (RATIOS.merge(entry, ratio, Math::max) == ratio) {
      FIGURES.put(entry, String.format(Locale.ROOT, "%.3g of %.3g", observed, allowed));
    }
  }

  /** An entry that must be equal. */
  public static void exact(String entry, boolean equal) {
    RATIOS.merge(entry, equal ? 0 : Double.POSITIVE_INFINITY, Math::max);
  }

  /** An entry that could not be compared here. */
  public static void skipped(String entry) {
    RATIOS.putIfAbsent(entry, Double.NaN);
  }

  /**
   * The worst figure of each entry that was compared by number, and what is allowed, a line each.
   */
  static String figures() {
    StringBuilder lines = new StringBuilder();
    synchronized (FIGURES) {
      FIGURES.forEach(
          (entry, figure) ->
              lines.append("parity: ").append(entry).append(' ').append(figure).append('\n'));
    }
    return lines.toString();
  }

  /** The run's line, or null if nothing was compared. */
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
