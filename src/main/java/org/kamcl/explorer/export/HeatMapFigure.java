package org.kamcl.explorer.export;

import java.util.List;
import java.util.Locale;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.engine.explain.HeatMapPainter;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.imagery.FigurePainter;

/**
 * A picture for a document: the query, the image with the heat map, the image alone below it, and a
 * scale with numbers.
 */
public final class HeatMapFigure {
  private HeatMapFigure() {}

  /**
   * Draws a picture.
   *
   * @param image the image alone
   * @param map the image with the heat map, of the same size
   * @param explanation has a map
   * @param query the query as the user writes it
   * @throws KamclException if the system has no fonts
   */
  public static ArgbImage draw(
      ArgbImage image, ArgbImage map, Explanation explanation, String query) {
    try {
      ScoreMap where = explanation.where().orElseThrow();
      HeatMap total = where.total();
      FigurePainter.Legend legend =
          new FigurePainter.Legend(
              explanation.focus().map(focus -> query + ": " + focus).orElse(query),
              String.format(
                  Locale.ROOT, "Score %.3f, model %s", explanation.score(), explanation.model()),
              List.of(
                  number(total.min()),
                  number((total.min() + total.max()) / 2),
                  number(total.max())),
              unit(where));
      return FigurePainter.draw(image, map, legend, HeatMapFigure::argb);
    } catch (LinkageError | InternalError | NullPointerException e) {
      // How Java fails where the system library for fonts, or every font, is missing.
      throw new KamclException(e, ExportError.NO_FONTS);
    }
  }

  /** The color of a value as far as it covers a white image. */
  private static int argb(double value) {
    int color = Cividis.argb(value);
    double coverage = HeatMapPainter.coverage(value);
    int argb = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int level = (color >> shift) & 0xFF;
      argb = (argb << 8) | (int) Math.round(255 + coverage * (level - 255));
    }
    return argb;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%+.3g", value);
  }

  /** What the numbers of a map mean. */
  static String unit(ScoreMap map) {
    return switch (map.method()) {
      case COMBINED -> "Standard deviations above the mean of the image";
      case CONTRIBUTION, GRADIENT ->
          String.format(
              Locale.ROOT,
              "Share of the score in each of %d x %d cells",
              map.total().width(),
              map.total().height());
      case OCCLUSION -> "Drop of the score if this place is covered";
      case GRAD_CAM -> "Importance, without a unit";
    };
  }
}
