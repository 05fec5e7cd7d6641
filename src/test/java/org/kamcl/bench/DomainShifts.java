package org.kamcl.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;

/** Approximate simulations of other sensors, weather, compression and distances. */
final class DomainShifts {
  private static final double[] LUMA = {0.299, 0.587, 0.114};
  private static final float POOR_QUALITY = 0.2f;
  private static final double HALF_DIAGONAL = Math.sqrt(0.5);

  private DomainShifts() {}

  /** The shifts by display name, in table order; the first leaves the image unchanged. */
  static Map<String, UnaryOperator<RgbImage>> all() {
    Map<String, UnaryOperator<RgbImage>> all = new LinkedHashMap<>();
    all.put("unchanged", image -> image);
    all.put("gray", image -> mixed(image, LUMA, LUMA, LUMA));
    all.put("one third of the saturation", DomainShifts::desaturated);
    all.put("false color, near-infrared as red", image -> infrared(image, 0));
    all.put("false color, near-infrared as green", image -> infrared(image, 1));
    all.put("haze: one third of the contrast, brighter", image -> levels(image, 1 / 3.0, 150));
    all.put("haze, stretched", image -> stretched(levels(image, 1 / 3.0, 150), 255));
    all.put("dark: one third of the brightness", image -> levels(image, 1 / 3.0, 0));
    all.put("dark, stretched", image -> stretched(levels(image, 1 / 3.0, 0), 255));
    all.put("unchanged, all stretched", image -> stretched(image, 255));
    all.put("unchanged, low contrast stretched", image -> stretched(image, 128));
    all.put("unchanged, very low contrast stretched", image -> stretched(image, 96));
    all.put("speckle, standard deviation 0.25", DomainShifts::speckled);
    all.put("JPEG of quality 20", DomainShifts::stronglyCompressed);
    all.put("blurred by 1.5 pixels", image -> blurred(image, 9));
    all.put("1/2 of the pixels across", image -> shrunk(image, 2));
    all.put("1/2, enlarged and sharpened by a half", image -> sharpened(shrunk(image, 2), 0.5));
    all.put("1/2, enlarged and sharpened by one", image -> sharpened(shrunk(image, 2), 1));
    all.put("1/2, enlarged and sharpened by two", image -> sharpened(shrunk(image, 2), 2));
    all.put("unchanged, sharpened by a half", image -> sharpened(image, 0.5));
    all.put("1/4 of the pixels across", image -> shrunk(image, 4));
    all.put("1/8 of the pixels across", image -> shrunk(image, 8));
    all.put("the middle 0.71 of the width", image -> middle(image, HALF_DIAGONAL, 0));
    all.put(
        "the middle 0.71 of the width, rotated by 45 degrees",
        image -> middle(image, HALF_DIAGONAL, 45));
    all.put("the middle half of the width", image -> middle(image, 0.5, 0));
    all.put("the middle quarter of the width", image -> middle(image, 0.25, 0));
    return all;
  }

  private interface Pixel {
    double level(double red, double green, double blue, int channel);
  }

  private static RgbImage each(RgbImage image, Pixel pixel) {
    byte[] rgb = image.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      double red = rgb[i] & 0xff;
      double green = rgb[i + 1] & 0xff;
      double blue = rgb[i + 2] & 0xff;
      for (int c = 0; c < 3; c++) {
        rgb[i + c] = clip(pixel.level(red, green, blue, c));
      }
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  private static byte clip(double level) {
    return (byte) Math.max(0, Math.min(255, Math.round(level)));
  }

  private static RgbImage mixed(RgbImage image, double[]... rows) {
    return each(image, (r, g, b, c) -> rows[c][0] * r + rows[c][1] * g + rows[c][2] * b);
  }

  private static RgbImage desaturated(RgbImage image) {
    double[][] rows = new double[3][3];
    for (int c = 0; c < 3; c++) {
      for (int from = 0; from < 3; from++) {
        rows[c][from] = 2 / 3.0 * LUMA[from] + (from == c ? 1 / 3.0 : 0);
      }
    }
    return mixed(image, rows);
  }

  /**
   * Simulates a near-infrared band, which is estimated from the greenness of a pixel: plants
   * reflect near infrared, and water does not.
   *
   * @param as the channel of the band; red and green fill the other channels in order
   */
  private static RgbImage infrared(RgbImage image, int as) {
    return each(
        image,
        (r, g, b, c) -> {
          if (c == as) {
            return LUMA[0] * r + LUMA[1] * g + LUMA[2] * b + 4 * (g - (r + b) / 2);
          }
          return (as == 0 && c == 1) || (as == 1 && c == 0) ? r : g;
        });
  }

  private static RgbImage levels(RgbImage image, double contrast, double lift) {
    return each(image, (r, g, b, c) -> lift + contrast * (c == 0 ? r : c == 1 ? g : b));
  }

  /**
   * Stretches the levels from the 1st to the 99th percentile, the same for all channels.
   *
   * @param widest range of levels above which an image stays unchanged
   */
  private static RgbImage stretched(RgbImage image, int widest) {
    byte[] levels = image.rgb();
    int[] count = new int[256];
    for (byte level : levels) {
      count[level & 0xff]++;
    }
    int low = percentile(count, levels.length / 100);
    int high = percentile(count, levels.length - levels.length / 100);
    if (high - low > widest || high == low) {
      return image;
    }
    double times = 255.0 / (high - low);
    return each(image, (r, g, b, c) -> times * ((c == 0 ? r : c == 1 ? g : b) - low));
  }

  private static int percentile(int[] count, int below) {
    int level = 0;
    for (int sum = count[0]; sum < below && level < 255; sum += count[level]) {
      level++;
    }
    return level;
  }

  /**
   * Multiplies each pixel by a random factor, the same for all channels, like the speckle of
   * coherent sensors.
   */
  private static RgbImage speckled(RgbImage image) {
    SplittableRandom random = new SplittableRandom(image.sample(0, 0, 0));
    byte[] rgb = image.rgb();
    for (int i = 0; i < rgb.length; i += 3) {
      double factor = 1 + 0.25 * gaussian(random);
      for (int c = 0; c < 3; c++) {
        rgb[i + c] = clip(factor * (rgb[i + c] & 0xff));
      }
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }

  /** The sum of twelve uniform numbers, which has variance 1. */
  private static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int n = 0; n < 12; n++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static RgbImage stronglyCompressed(RgbImage image) {
    int width = image.width();
    int height = image.height();
    BufferedImage buffered = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
        buffered.setRGB(x, y, rgb);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(POOR_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(buffered, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return ImageDecoder.decode(new ByteArrayInputStream(bytes.toByteArray()), "compressed");
  }

  private static RgbImage shrunk(RgbImage image, int times) {
    return ImageResizer.bilinear(
        image, Math.max(1, image.width() / times), Math.max(1, image.height() / times));
  }

  private static RgbImage sharpened(RgbImage image, double share) {
    RgbImage large = ImageResizer.bilinear(image, 192, 192);
    byte[] soft = blurred(large, 6).rgb();
    byte[] rgb = large.rgb();
    for (int i = 0; i < rgb.length; i++) {
      int level = rgb[i] & 0xff;
      rgb[i] = clip(level + share * (level - (soft[i] & 0xff)));
    }
    return new RgbImage(192, 192, rgb);
  }

  /**
   * Blurs with the kernel 1, 2, 1 in both directions.
   *
   * @param times number of passes, each of which adds one half to the variance of the blur
   */
  private static RgbImage blurred(RgbImage image, int times) {
    int width = image.width();
    int height = image.height();
    byte[] rgb = image.rgb();
    double[] levels = new double[rgb.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = rgb[i] & 0xff;
    }
    for (int n = 0; n < times; n++) {
      levels = averaged(averaged(levels, width, height, 1, 0), width, height, 0, 1);
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = clip(levels[i]);
    }
    return new RgbImage(width, height, rgb);
  }

  private static double[] averaged(double[] from, int width, int height, int dx, int dy) {
    double[] to = new double[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int before = Math.max(0, y - dy) * width + Math.max(0, x - dx);
        int after = Math.min(height - 1, y + dy) * width + Math.min(width - 1, x + dx);
        for (int c = 0; c < 3; c++) {
          int at = 3 * (y * width + x) + c;
          to[at] = (from[3 * before + c] + 2 * from[at] + from[3 * after + c]) / 4;
        }
      }
    }
    return to;
  }

  /**
   * Crops the center of an image without resampling to another size.
   *
   * @param share fraction of width and height
   * @param degrees rotation
   */
  private static RgbImage middle(RgbImage image, double share, double degrees) {
    int width = (int) Math.max(1, Math.round(share * image.width()));
    int height = (int) Math.max(1, Math.round(share * image.height()));
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double across = x + 0.5 - width / 2.0;
        double down = y + 0.5 - height / 2.0;
        double fromX = image.width() / 2.0 + cos * across - sin * down - 0.5;
        double fromY = image.height() / 2.0 + sin * across + cos * down - 0.5;
        for (int c = 0; c < 3; c++) {
          rgb[3 * (y * width + x) + c] = clip(between(image, fromX, fromY, c));
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** The bilinearly interpolated level. */
  private static double between(RgbImage image, double x, double y, int channel) {
    double left = Math.max(0, Math.min(image.width() - 1, x));
    double top = Math.max(0, Math.min(image.height() - 1, y));
    int column = (int) Math.min(left, image.width() - 2);
    int row = (int) Math.min(top, image.height() - 2);
    double right = left - column;
    double low = top - row;
    return (1 - low)
            * ((1 - right) * image.sample(column, row, channel)
                + right * image.sample(column + 1, row, channel))
        + low
            * ((1 - right) * image.sample(column, row + 1, channel)
                + right * image.sample(column + 1, row + 1, channel));
  }
}
