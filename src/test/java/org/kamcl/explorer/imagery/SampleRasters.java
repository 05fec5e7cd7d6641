package org.kamcl.explorer.imagery;

import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.BmpWriter;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TestModels;
import org.kamcl.support.TiffVariantWriter;

/** A small valid file of each kind that is read. */
final class SampleRasters {
  private static final int WIDTH = 33;
  private static final int HEIGHT = 27;
  private static final int JPEG = 7;
  private static final int WEBP = 50_001;

  /** 33 x 27 pixels; encoded with libwebp. */
  private static final String LOSSY_WEBP =
      "UklGRhgBAABXRUJQVlA4IAwBAADwBwCdASohABsAPrVQpEynJKOiJWsw4BaJbC0XAqTXE6LyBKl/"
          + "ddjQJZYXvwCqNQnT/13OCg9aZB6FpUn49bvnyAoBbdKwsAAA/v6LJ+5KCMltQDh2HZyNWK6StiRk"
          + "/rM6K23MZuU7nof6znUZPWd7QhzfKdnkxRIbT+MyVbpBkPwe3+sowCDVeL6AxKCXTgePrQvnGJaK"
          + "0RGhtHFMVNZ+z92LN/rVmFBo9zQqag56wcz7Tr/st2/X/Vt8ZXQQ8nv/r/8aGMxRDU00PGvBLn0n"
          + "ep237PljL8Mo9wo6oQ0zT6IJl/zoPGPH79vxY7R/rLqGILRUk/yCE7bI6hx+Wc+PeWTGMdBCE3Ng"
          + "AAAA";

  /** The same without loss. */
  private static final String LOSSLESS_WEBP =
      "UklGRqYAAABXRUJQVlA4TJkAAAAvIIAGALkyRPQ/FmLBZP7QvSmUP/ofwYJp20iCTL//kv93Zpc9"
          + "HANHkmQrcZzE3VaM47CamAACnT/g/B8gBZgvSABWAHsU4IvPLQowY9whAV+EK1RMiDfo+OCKGWcl"
          + "PXNFx5xRgT8aKj5ICcEFNCRMSCl4413ktKxYoOCbMHBiI2bkxgYFc8DAjZWUlhMjOXNCwneiYMVI"
          + "wwkA";

  /** 20 x 20 pixels with an alpha channel. */
  private static final String ALPHA_WEBP =
      "UklGRsgAAABXRUJQVlA4WAoAAAAQAAAAEwAAEwAAQUxQSBUAAAABDzD/ERFCIEAk+L9zIsBARP/D"
          + "GAEAVlA4IIwAAADwBACdASoUABQAPr1MoEunJKOht/qoAOAXiWwAnTLjgNgpR6MDcJE5XPJxtMCi"
          + "QgAA/vQujp5eW+5VxzbKjWObaa10wyQVZrHPSyqDBr+GBJg1s2/k4rPpsIXtj+extxrN2bnFnkX+"
          + "tWDdStgWlC+//wZt20tYRR3mWBRv9vVfnZpP8y8xKlBS8AAAAA==";

  private SampleRasters() {}

  /**
   * The files by the names of their kinds.
   *
   * @param folder for temporary files
   */
  static Map<String, byte[]> all(Path folder) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("jpeg", ImageBytes.jpeg(TestModels.image(1, 90, 45)));
    all.put("jpeg progressive", encode(image(BufferedImage.TYPE_INT_RGB), "jpeg", "", true));
    all.put("jpeg gray", encode(image(BufferedImage.TYPE_BYTE_GRAY), "jpeg", "", false));
    all.put("png", encode(image(BufferedImage.TYPE_INT_RGB), "png", "", false));
    all.put("png interlaced", encode(image(BufferedImage.TYPE_INT_ARGB), "png", "", true));
    all.put("png 16 bits", encode(image(BufferedImage.TYPE_USHORT_GRAY), "png", "", false));
    all.put("png palette", encode(palette(), "png", "", false));
    all.put("gif", encode(palette(), "gif", "", false));
    all.put("bmp", encode(image(BufferedImage.TYPE_INT_RGB), "bmp", "", false));
    all.put("bmp runs", runs());
    all.put("webp lossy", Base64.getDecoder().decode(LOSSY_WEBP));
    all.put("webp lossless", Base64.getDecoder().decode(LOSSLESS_WEBP));
    all.put("webp alpha", Base64.getDecoder().decode(ALPHA_WEBP));
    all.put("jpeg 2000", jpeg2000());
    Path file = folder.resolve("valid.tif");
    for (int compression : new int[] {1, 5, 8, 32_773, 34_925, 50_000}) {
      boolean predicts = compression == 5 || compression == 8;
      all.put(
          "tiff " + compression,
          Files.readAllBytes(
              tiff(3).tiles(16, 16).compressed(compression, predicts ? 2 : 1).write(file)));
    }
    all.put("tiff strips", Files.readAllBytes(tiff(1).strips(4).write(file)));
    all.put(
        "bigtiff planar",
        Files.readAllBytes(tiff(4).planar().alpha().order(ByteOrder.BIG_ENDIAN, true).write(file)));
    all.put("tiff float", Files.readAllBytes(tiff(1).type(3, 32).compressed(8, 1).write(file)));
    all.put("tiff 12 bits", Files.readAllBytes(tiff(1).type(1, 12).write(file)));
    all.put(
        "tiff ycbcr",
        Files.readAllBytes(
            new TiffVariantWriter(WIDTH + 1, HEIGHT + 1, 3, at -> 0)
                .photometric(6)
                .compressed(5, 1)
                .content(new byte[(WIDTH + 1) * (HEIGHT + 1) / 4 * 6])
                .write(file)));
    all.put(
        "tiff jpeg",
        Files.readAllBytes(
            new TiffVariantWriter(WIDTH, HEIGHT, 3, at -> 0)
                .photometric(6)
                .compressed(JPEG, 1)
                .encoded(ImageBytes.jpeg(TestModels.image(1, WIDTH, HEIGHT)))
                .write(file)));
    all.put(
        "tiff webp",
        Files.readAllBytes(
            new TiffVariantWriter(WIDTH, HEIGHT, 3, at -> 0)
                .compressed(WEBP, 1)
                .encoded(Base64.getDecoder().decode(LOSSY_WEBP))
                .write(file)));
    BufferedImage bilevel = image(BufferedImage.TYPE_BYTE_BINARY);
    all.put("tiff fax 3", encode(bilevel, "tiff", "CCITT T.4", false));
    all.put("tiff fax 4", encode(bilevel, "tiff", "CCITT T.6", false));
    all.put("geotiff", Files.readAllBytes(geotiff(file)));
    return all;
  }

  private static TiffVariantWriter tiff(int bands) {
    return new TiffVariantWriter(WIDTH, HEIGHT, bands, at -> (at[0] * 5 + at[1] * 3 + at[2]) & 255);
  }

  private static Path geotiff(Path file) {
    return new GeoTiffWriter(40, 30, 3, 16, at -> at[0])
        .at(500_000, 5_900_000, 2)
        .epsg(1, 32767)
        .key(2048, 4269)
        .key(3074, 32767)
        .key(3075, 1)
        .key(3080, -82.5)
        .key(3092, 0.9999)
        .noData("7")
        .write(file);
  }

  private static BufferedImage image(int type) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int b = 0; b < raster.getNumBands(); b++) {
          int level = (x * 7 + y * 11 + b * 50) % 256;
          int most = (1 << raster.getSampleModel().getSampleSize(b)) - 1;
          raster.setSample(x, y, b, level * most / 255);
        }
      }
    }
    return image;
  }

  private static BufferedImage palette() {
    byte[] levels = new byte[64];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i * 4);
    }
    IndexColorModel colors = new IndexColorModel(8, levels.length, levels, levels, levels);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colors);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.getRaster().setSample(x, y, 0, (x + y) % levels.length);
      }
    }
    return image;
  }

  private static byte[] runs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int y = 0; y < HEIGHT; y++) {
      out.writeBytes(new byte[] {16, (byte) (y % 16), 17, 3, 0, 0});
    }
    out.writeBytes(new byte[] {0, 1});
    int[] colors = new int[16];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = i * 0x101010;
    }
    return new BmpWriter(WIDTH, HEIGHT, 8, (x, y) -> 0)
        .palette(colors)
        .runs(out.toByteArray())
        .bytes();
  }

  private static byte[] encode(
      BufferedImage image, String format, String compression, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (!compression.isEmpty()) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    }
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    return write(writer, image, param);
  }

  private static byte[] jpeg2000() throws IOException {
    ImageWriter writer = new J2KImageWriterSpi().createWriterInstance(null);
    return write(writer, image(BufferedImage.TYPE_3BYTE_BGR), writer.getDefaultWriteParam());
  }

  private static byte[] write(ImageWriter writer, BufferedImage image, ImageWriteParam param)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
