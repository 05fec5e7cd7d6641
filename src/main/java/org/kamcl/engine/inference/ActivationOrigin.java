package org.kamcl.engine.inference;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.engine.network.Activation;
import org.kamcl.engine.network.ClipSizes;

/**
 * The activation of a model of the CLIP family, and how it was determined at import. The card has
 * both: a measurement in its metrics, everything else in its description.
 *
 * @param activation of the transformers
 * @param kind how it was determined
 * @param source file or tool that states it; empty for another kind
 * @param low lower end of the 95 % interval of the measured difference; empty for another kind
 * @param high its upper end; empty for another kind
 */
public record ActivationOrigin(
    Activation activation, Kind kind, String source, OptionalDouble low, OptionalDouble high) {

  /** Metric: the figure with GELU less that with QuickGELU. */
  static final String DIFFERENCE = "activation/geluLessQuickGelu";

  /** Metric: lower end of its 95 % interval. */
  static final String LOW = "activation/low";

  /** Metric: upper end of its 95 % interval. */
  static final String HIGH = "activation/high";

  /** Begins the sentence of the description; the kind of the model precedes it. */
  static final String BEGIN = "). Activation: ";

  /** Of an activation that was chosen. */
  static final String CHOSEN = "chosen at import";

  /** Of an activation that is stated; its source follows. */
  static final String STATED = "stated by ";

  private static final Pattern STATEMENT =
      Pattern.compile(Pattern.quote(BEGIN) + "\\w+, " + STATED + "(.+?)\\.?$");

  /** How an activation was determined. */
  public enum Kind {
    /** By the file or its configuration. */
    STATED,
    /** By the person who imported the model. */
    CHOSEN,
    /** On captioned sample images. */
    MEASURED,
    /** The card does not say. */
    UNKNOWN
  }

  /** Reads it from a card; empty if the model is none of the CLIP family. */
  public static Optional<ActivationOrigin> of(ModelCard card) {
    ClipSizes sizes = card.network().clip();
    if (sizes == null || sizes.text() == null) {
      return Optional.empty();
    }
    Activation activation = sizes.activation();
    Map<String, Double> metrics = card.metrics() == null ? Map.of() : card.metrics();
    if (metrics.containsKey(LOW) && metrics.containsKey(HIGH)) {
      return Optional.of(
          new ActivationOrigin(
              activation,
              Kind.MEASURED,
              "",
              OptionalDouble.of(metrics.get(LOW)),
              OptionalDouble.of(metrics.get(HIGH))));
    }
    String description = card.description() == null ? "" : card.description();
    Matcher stated = STATEMENT.matcher(description);
    if (stated.find()) {
      return Optional.of(of(activation, Kind.STATED, stated.group(1)));
    }
    boolean chosen = description.contains(BEGIN) && description.contains(", " + CHOSEN);
    return Optional.of(of(activation, chosen ? Kind.CHOSEN : Kind.UNKNOWN, ""));
  }

  private static ActivationOrigin of(Activation activation, Kind kind, String source) {
    return new ActivationOrigin(
        activation, kind, source, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
