package org.kamcl.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kamcl.engine.evaluation.ReliabilityDiagram.Bin;

/**
 * Draws reliability diagrams as SVG: predictions on the x axis, observed frequencies on the y axis.
 */
final class ReliabilityPlot {
  private static final int SIDE = 300;
  private static final int LEFT = 60;
  private static final int TOP = 20;
  private static final int WIDTH = LEFT + SIDE + 20;
  private static final int HEIGHT = TOP + SIDE + 90;
  private static final int TICKS = 5;

  private final StringBuilder svg = new StringBuilder();
  private int lines;

  ReliabilityPlot(String across, String upwards) {
    put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0"
            + " %1$d %2$d\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">",
        WIDTH, HEIGHT);
    put("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
    for (int i = 0; i <= TICKS; i++) {
      double at = (double) i / TICKS;
      put(
          "<path d=\"M%1$.1f %2$d v%3$d M%4$d %5$.1f h%3$d\" stroke=\"#ddd\"/>",
          x(at), TOP, SIDE, LEFT, y(at));
      put(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f %%</text>",
          x(at), TOP + SIDE + 16, 100 * at);
      put(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>",
          LEFT - 6, y(at) + 4, 100 * at);
    }
    put(
        "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>",
        x(0), y(0), x(1), y(1));
    put(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        LEFT + SIDE / 2, TOP + SIDE + 34, across);
    put(
        "<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
        TOP + SIDE / 2, upwards);
  }

  /** Adds a line; the area of a dot is the logarithm of its number of predictions. */
  ReliabilityPlot line(String name, String colour, List<Bin> bins) {
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
        bins.stream()
            .map(
                b ->
                    String.format(
                        Locale.ROOT, "%.1f,%.1f", x(b.meanConfidence()), y(b.frequency())))
            .collect(Collectors.joining(" ")),
        colour);
    for (Bin bin : bins) {
      put(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>",
          x(bin.meanConfidence()),
          y(bin.frequency()),
          1 + Math.sqrt(Math.log(1.0 + bin.count())),
          colour);
    }
    int y = TOP + SIDE + 54 + 18 * lines++;
    put("<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", LEFT + 6, y - 4, colour);
    put("<text x=\"%d\" y=\"%d\">%s</text>", LEFT + 16, y, name);
    return this;
  }

  private static double x(double share) {
    return LEFT + SIDE * share;
  }

  private static double y(double share) {
    return TOP + SIDE * (1 - share);
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The SVG document. */
  String text() {
    return svg + "</svg>\n";
  }
}
