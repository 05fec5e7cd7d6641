package org.kamcl.explorer.imagery;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.explorer.domain.ArgbImage;

/**
 * Draws a picture for a document: a title, an image with colors on it, a scale of the colors, and
 * the image alone below.
 */
public final class FigurePainter {
  private static final int MARGIN = 16;
  private static final int GAP = 8;
  private static final int SMALLEST_WIDTH = 480;
  private static final int BAR = 14;
  private static final int TITLE = 18;
  private static final int TEXT = 13;

  private final BufferedImage image;
  private final BufferedImage colored;
  private final Legend legend;
  private final int width;
  private final int height;

  private FigurePainter(ArgbImage image, ArgbImage colored, Legend legend) {
    this.image = buffered(image);
    this.colored = buffered(colored);
    this.legend = legend;
    int factor = Math.max(1, (SMALLEST_WIDTH + image.width() - 1) / image.width());
    this.width = image.width() * factor;
    this.height = image.height() * factor;
  }

  /**
   * What is written.
   *
   * @param title above the picture, broken into lines
   * @param facts a line below the title
   * @param numbers of the smallest color, the middle one and the largest
   * @param unit of the numbers
   */
  public record Legend(String title, String facts, List<String> numbers, String unit) {}

  /** The color of a value. */
  @FunctionalInterface
  public interface Scale {
    /**
     * @param value 0..1
     * @return 0xFFRRGGBB
     */
    int argb(double value);
  }

  /**
   * Draws a picture.
   *
   * @param image the image alone
   * @param colored the image with colors, of the same size
   * @throws LinkageError if the system lacks what Java needs to draw text
   */
  public static ArgbImage draw(ArgbImage image, ArgbImage colored, Legend legend, Scale scale) {
    return new FigurePainter(image, colored, legend).draw(scale);
  }

  private static BufferedImage buffered(ArgbImage pixels) {
    BufferedImage image =
        new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, pixels.width(), pixels.height(), pixels.argb(), 0, pixels.width());
    return image;
  }

  private ArgbImage draw(Scale colors) {
    Graphics2D probe = graphics(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
    Font title = new Font(Font.SANS_SERIF, Font.BOLD, TITLE);
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT);
    FontMetrics titleMetrics = probe.getFontMetrics(title);
    FontMetrics metrics = probe.getFontMetrics(text);
    List<String> titles = wrapped(legend.title(), titleMetrics, width);
    probe.dispose();
    int top = MARGIN + titles.size() * titleMetrics.getHeight() + metrics.getHeight() + GAP;
    int scale = top + height + GAP;
    int below = scale + BAR + 2 * metrics.getHeight() + GAP;
    BufferedImage page =
        new BufferedImage(width + 2 * MARGIN, below + height + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = graphics(page);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, page.getWidth(), page.getHeight());
    g.setColor(Color.BLACK);
    g.setFont(title);
    int y = MARGIN + titleMetrics.getAscent();
    for (String line : titles) {
      g.drawString(line, MARGIN, y);
      y += titleMetrics.getHeight();
    }
    g.setFont(text);
    g.drawString(legend.facts(), MARGIN, y - titleMetrics.getAscent() + metrics.getAscent());
    g.drawImage(colored, MARGIN, top, width, height, null);
    scale(g, scale, metrics, colors);
    g.drawImage(image, MARGIN, below, width, height, null);
    g.dispose();
    int[] argb = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    return new ArgbImage(page.getWidth(), page.getHeight(), argb);
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return g;
  }

  /** The colors from the smallest to the largest value, with numbers and unit below. */
  private void scale(Graphics2D g, int top, FontMetrics metrics, Scale colors) {
    for (int x = 0; x < width; x++) {
      g.setColor(new Color(colors.argb(x / (double) Math.max(1, width - 1))));
      g.fillRect(MARGIN + x, top, 1, BAR);
    }
    g.setColor(Color.GRAY);
    g.drawRect(MARGIN, top, width - 1, BAR - 1);
    g.setColor(Color.BLACK);
    int y = top + BAR + metrics.getAscent();
    String low = legend.numbers().get(0);
    String middle = legend.numbers().get(1);
    String high = legend.numbers().get(2);
    g.drawString(low, MARGIN, y);
    g.drawString(middle, MARGIN + (width - metrics.stringWidth(middle)) / 2, y);
    g.drawString(high, MARGIN + width - metrics.stringWidth(high), y);
    g.drawString(legend.unit(), MARGIN, y + metrics.getHeight());
  }

  /** Breaks a text into lines between words; words that are too long are cut. */
  private static List<String> wrapped(String text, FontMetrics metrics, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
        lines.add(line.toString());
        line.setLength(0);
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
      while (metrics.stringWidth(line.toString()) > width && line.length() > 1) {
        int count = line.length() - 1;
        while (count > 1 && metrics.stringWidth(line.substring(0, count)) > width) {
          count--;
        }
        lines.add(line.substring(0, count));
        line.delete(0, count);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
