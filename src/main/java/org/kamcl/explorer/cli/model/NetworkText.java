package org.kamcl.explorer.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.image.Normalization;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;
import org.kamcl.engine.network.PlainParts;

/** What a card says about the network of a model, as text. */
final class NetworkText {
  private NetworkText() {}

  /** The kind of a model in one word: its configuration, or the family it is from. */
  static String kind(ModelCard card) {
    NetworkConfig network = card.network();
    boolean own = !card.configuration().equals(ModelCard.DEFAULT);
    if (!network.textEncoder().readsTexts()) {
      return "images";
    }
    return own || network.clip() == null ? card.configuration() : "CLIP";
  }

  /** Parts, sizes and preprocessing, one per line, each with its title. */
  static List<String> of(ModelCard card) {
    NetworkConfig network = card.network();
    List<String> lines = new ArrayList<>();
    lines.add(line("configuration", kind(card)));
    lines.add(
        line(
            "network",
            String.format(
                Locale.ROOT,
                "%s at %d px, %s, %d values, %s",
                network.backbone().title(),
                network.imageSize(),
                network.textEncoder().readsTexts() ? network.textEncoder().title() : "no words",
                network.embeddingSize(),
                network.conceptCount() == 0
                    ? "no concepts"
                    : network.conceptCount() + " concepts")));
    ClipSizes clip = network.clip();
    if (clip != null) {
      lines.add(line("image encoder", imageEncoder(clip.vision()) + parts(clip.plain())));
      ClipSizes.Text text = clip.text();
      if (text != null) {
        lines.add(
            line(
                "text encoder",
                String.format(
                    Locale.ROOT,
                    "%d blocks, width %d, up to %d tokens",
                    text.blocks(),
                    text.width(),
                    text.contextLength())));
      }
      lines.add(line("activation", clip.activation().title()));
    }
    lines.add(line("pixels", pixels(network)));
    return lines;
  }

  private static String imageEncoder(ClipSizes.Vision vision) {
    return vision.isTransformer()
        ? String.format(
            Locale.ROOT,
            "%d blocks, width %d, patches of %d px",
            vision.blocks().get(0),
            vision.width(),
            vision.patch())
        : String.format(
            Locale.ROOT,
            "%s blocks, width %d",
            vision.blocks().stream().map(String::valueOf).collect(Collectors.joining(" + ")),
            vision.width());
  }

  private static String parts(@Nullable PlainParts parts) {
    if (parts == null) {
      return "";
    }
    String extra =
        switch (parts.extraTokens()) {
          case 0 -> "";
          case 1 -> ", 1 extra token";
          default -> ", " + parts.extraTokens() + " extra tokens";
        };
    String feature =
        switch (parts.pooling()) {
          case CLASS -> "the class token";
          case CLASS_AND_EXTRA -> "the mean of class token and extra tokens";
          case PATCHES -> "the mean of all patches";
        };
    return (parts.layerScale() ? ", layer scale" : "") + extra + "; the feature is " + feature;
  }

  private static String pixels(NetworkConfig network) {
    Preprocessing preprocessing = network.newBackbone().preprocessing();
    return statistics(network, preprocessing.normalization())
        + fit(preprocessing.fit(), network.imageSize());
  }

  private static String fit(Preprocessing.Fit fit, int size) {
    long side = (long) fit.resized() * size / fit.cut();
    String filter = fit.filter().name().toLowerCase(Locale.ROOT);
    if (fit.stretched()) {
      return side == size
          ? "stretched to the square (" + filter + ")"
          : "stretched to " + side + " x " + side + " (" + filter + "), middle cut out";
    }
    return (side == size ? "shorter side resized (" : "shorter side resized to " + side + " (")
        + filter
        + "), middle cut out";
  }

  private static String statistics(NetworkConfig network, Normalization normalization) {
    ClipSizes.Pixels own = network.clip() == null ? null : network.clip().pixels();
    if (own != null) {
      return statistics(own) + "; ";
    }
    if (normalization == Normalization.CLIP) {
      return "mean and deviation of CLIP; ";
    }
    return normalization == Normalization.IMAGENET ? "mean and deviation of ImageNet; " : "";
  }

  private static String statistics(ClipSizes.Pixels pixels) {
    return "mean " + numbers(pixels.mean()) + ", deviation " + numbers(pixels.deviation());
  }

  private static String numbers(List<Double> values) {
    return values.stream()
        .map(value -> String.format(Locale.ROOT, "%.4g", value))
        .collect(Collectors.joining(" "));
  }

  private static String line(String title, String text) {
    return String.format(Locale.ROOT, "%-14s %s", title, text);
  }
}
