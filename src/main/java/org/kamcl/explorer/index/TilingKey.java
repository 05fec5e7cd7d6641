package org.kamcl.explorer.index;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.TilingSpec;

/**
 * What determines, besides the content of a file, the pixels that the model sees. Embeddings are
 * reused only between files with equal content and equal keys.
 *
 * <p>The serialized form is stored in the catalog and must stay stable: {@code whole} or {@code
 * tiles=600m}, followed by those of {@code overlap}, {@code gsd}, {@code mask}, {@code bands} and
 * {@code stretch} that differ from the default, such as {@code
 * tiles=200px;overlap=0.25;gsd=10;mask=7350;bands=4,3,2;stretch=1-99}.
 *
 * @param tiling of a file that may be tiled; empty for one that is always embedded whole
 * @param maskBytes size of the mask file beside it; 0 if there is none
 * @param rendering how its bands are rendered, if not by default
 */
record TilingKey(Optional<TilingSpec> tiling, long maskBytes, Optional<BandRendering> rendering) {
  private static final String WHOLE = "whole";
  private static final String PIXELS = "px";
  private static final String METERS = "m";

  /**
   * The key of a file as it is on disk now.
   *
   * @throws org.kamcl.error.KamclException if its format is not read
   */
  static TilingKey of(ImageLoader loader, Path file, TilingSpec tiling, BandRendering rendering) {
    boolean scene = loader.isScene(file);
    return new TilingKey(
        scene || ImageLoader.hasGeoreferencingSidecar(file)
            ? Optional.of(tiling)
            : Optional.empty(),
        ImageLoader.maskSize(file),
        Optional.of(rendering).filter(r -> scene && !r.equals(BandRendering.DEFAULT)));
  }

  /** The stable text form. */
  String serialized() {
    List<String> parts = new ArrayList<>();
    if (tiling.isEmpty()) {
      parts.add(WHOLE);
    } else {
      TilingSpec spec = tiling.get();
      parts.add("tiles=" + rounded(spec.tileSize(), 1) + (spec.inPixels() ? PIXELS : METERS));
      if (spec.overlap() > 0) {
        parts.add("overlap=" + rounded(spec.overlap(), 3));
      }
      spec.gsd().ifPresent(meters -> parts.add("gsd=" + rounded(meters, 3)));
    }
    if (maskBytes > 0) {
      parts.add("mask=" + maskBytes);
    }
    rendering.ifPresent(
        r -> {
          if (!r.bands().isEmpty()) {
            parts.add(
                "bands=" + String.join(",", r.bands().stream().map(String::valueOf).toList()));
          }
          parts.add("stretch=" + plain(r.lowPercentile()) + "-" + plain(r.highPercentile()));
        });
    return String.join(";", parts);
  }

  private static String rounded(double value, int decimals) {
    return plain(Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", value)));
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /**
   * Reads the text form.
   *
   * @return empty if the text is not a key
   */
  static Optional<TilingKey> parse(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(";", -1)) {
      int equals = part.indexOf('=');
      parts.put(
          equals < 0 ? part : part.substring(0, equals),
          equals < 0 ? "" : part.substring(equals + 1));
    }
    if (parts.containsKey(WHOLE) == parts.containsKey("tiles")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TilingKey(
              Optional.ofNullable(parts.get("tiles")).map(tiles -> tiling(tiles, parts)),
              Long.parseLong(parts.getOrDefault("mask", "0")),
              Optional.ofNullable(parts.get("stretch")).map(range -> rendering(range, parts))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static TilingSpec tiling(String tiles, Map<String, String> parts) {
    boolean inPixels = tiles.endsWith(PIXELS);
    int unit = inPixels ? PIXELS.length() : METERS.length();
    return new TilingSpec(
        Double.parseDouble(tiles.substring(0, Math.max(0, tiles.length() - unit))),
        inPixels,
        Double.parseDouble(parts.getOrDefault("overlap", "0")),
        parts.containsKey("gsd")
            ? OptionalDouble.of(Double.parseDouble(parts.get("gsd")))
            : OptionalDouble.empty());
  }

  private static BandRendering rendering(String range, Map<String, String> parts) {
    int dash = range.indexOf('-');
    if (dash < 0) {
      throw new NumberFormatException(range);
    }
    List<Integer> bands =
        parts.containsKey("bands")
            ? Arrays.stream(parts.get("bands").split(",")).map(Integer::valueOf).toList()
            : List.of();
    return new BandRendering(
        bands,
        Double.parseDouble(range.substring(0, dash)),
        Double.parseDouble(range.substring(dash + 1)));
  }
}
