package org.kamcl.explorer.ui.train.wizard;

import java.util.Arrays;
import java.util.Map;
import org.kamcl.engine.corpus.check.CheckDecisions;
import org.kamcl.engine.corpus.check.CheckDecisions.Duplicates;
import org.kamcl.engine.corpus.check.CheckDecisions.Leaks;
import org.kamcl.engine.corpus.check.CheckDecisions.Suspicious;

/** Decisions as texts of a draft; an unknown one is the safe one. */
final class DecisionNames {
  private static final String LEAKS = "leaks";
  private static final String DUPLICATES = "duplicates";
  private static final String SUSPICIOUS = "suspicious";

  private DecisionNames() {}

  static Map<String, String> names(CheckDecisions decisions) {
    return Map.of(
        LEAKS, decisions.leaks().name(),
        DUPLICATES, decisions.duplicates().name(),
        SUSPICIOUS, decisions.suspicious().name());
  }

  static CheckDecisions decisions(Map<String, String> names) {
    return new CheckDecisions(
        value(Leaks.values(), names.get(LEAKS), CheckDecisions.SAFE.leaks()),
        value(Duplicates.values(), names.get(DUPLICATES), CheckDecisions.SAFE.duplicates()),
        value(Suspicious.values(), names.get(SUSPICIOUS), CheckDecisions.SAFE.suspicious()));
  }

  private static <E extends Enum<E>> E value(E[] values, String name, E otherwise) {
    return Arrays.stream(values)
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElse(otherwise);
  }
}
