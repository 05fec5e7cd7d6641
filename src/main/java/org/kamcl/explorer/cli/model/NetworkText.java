package org.kamcl.explorer.cli.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.engine.image.Preprocessing;
import org.kamcl.engine.inference.ModelCard;
import org.kamcl.engine.network.ClipSizes;
import org.kamcl.engine.network.NetworkConfig;

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
      lines.add(line("image encoder", imageEncoder(clip.vision())));
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
      lines.add(line("pixels", pixels(clip, network)));
    }
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

  private static String pixels(ClipSizes clip, NetworkConfig network) {
    ClipSizes.Pixels pixels = clip.pixels();
    boolean crop = network.newBackbone().preprocessing().fit() == Preprocessing.Fit.CROP;
    return String.format(
        Locale.ROOT,
        "%s; %s",
        pixels == null ? "mean and deviation of CLIP" : statistics(pixels),
        crop ? "shorter side resized (bicubic), middle cut out" : "stretched to the square");
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
