package org.kamcl.explorer.ui.reasons;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the values that were used last. */
final class RecentExplanations<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * @param most number of values that are kept
   */
  RecentExplanations(int most) {
    super(most, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
