package org.kamcl.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/** Writes contact sheets: rows of framed thumbnails with a caption above each row. */
final class ContactSheet {
  private static final int TILE = 118;
  private static final int GAP = 8;
  private static final int LINE = 20;
  private static final int FRAME = 4;
  private static final float QUALITY = 0.72f;

  private ContactSheet() {}

  /**
   * A thumbnail.
   *
   * @param right whether it matches the query of the row; empty if unrated
   */
  record Tile(RgbImage pixels, Optional<Boolean> right) {}

  /** A query and its hits, best first. */
  record Row(String words, List<Tile> tiles) {}

  /**
   * Writes a sheet as JPEG, with blue frames for correct hits, orange for wrong ones, gray for
   * unrated ones.
   */
  static void write(Path file, List<Row> rows) throws IOException {
    int most = rows.stream().mapToInt(row -> row.tiles.size()).max().orElse(1);
    int width = GAP + most * (TILE + GAP);
    int height = GAP + rows.size() * (LINE + TILE + GAP);
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.setStroke(new BasicStroke(FRAME));
    int top = GAP;
    for (Row row : rows) {
      g.setColor(Color.BLACK);
      g.drawString(row.words, GAP, top + LINE - 6);
      top += LINE;
      int left = GAP;
      for (Tile tile : row.tiles) {
        g.drawImage(
            toBufferedImage(ImageResizer.bilinear(tile.pixels, TILE, TILE)), left, top, null);
        g.setColor(
            tile.right
                .map(right -> right ? new Color(0, 114, 178) : new Color(230, 120, 0))
                .orElse(Color.GRAY));
        g.drawRect(left, top, TILE, TILE);
        left += TILE + GAP;
      }
      top += TILE + GAP;
    }
    g.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(sheet, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage toBufferedImage(RgbImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int red = image.sample(x, y, 0);
        buffered.setRGB(x, y, red << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
      }
    }
    return buffered;
  }
}
