package org.kamcl.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.imagery.spi.RasterDataset;
import org.kamcl.explorer.imagery.spi.RasterInfo;
import org.kamcl.explorer.imagery.spi.RasterReader;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.kamcl.explorer.imagery.spi.SupportLevel;

/**
 * A raster format that an extension would add: {@code TOY1}, a byte each for width and height, then
 * one gray byte per pixel.
 */
public final class ToyReader implements RasterReader {
  private static final byte[] SIGNATURE = "TOY1".getBytes(StandardCharsets.US_ASCII);

  /** Writes a file of this format in which all pixels have the same value. */
  public static Path write(Path file, int width, int height, int value) {
    byte[] pixels = new byte[width * height];
    Arrays.fill(pixels, (byte) value);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    out.write(width);
    out.write(height);
    out.writeBytes(pixels);
    try {
      return Files.write(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String formatName() {
    return "Toy";
  }

  @Override
  public List<String> extensions() {
    return List.of("toy");
  }

  @Override
  public SupportLevel supportLevel(Path file, byte[] head) {
    boolean same =
        head.length >= SIGNATURE.length
            && Arrays.equals(SIGNATURE, Arrays.copyOf(head, SIGNATURE.length));
    return same ? SupportLevel.FULL : SupportLevel.NONE;
  }

  @Override
  public RasterInfo inspect(Path file) throws IOException {
    try (RasterDataset dataset = open(file)) {
      return dataset.info();
    }
  }

  @Override
  public RasterDataset open(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int width = bytes[4];
    int height = bytes[5];
    return new RasterDataset() {
      @Override
      public RasterInfo info() {
        return RasterInfo.builder("Toy", width, height, 1).build();
      }

      @Override
      public SampleGrid read(TileBounds region, int side, int[] bands) {
        SampleGrid grid = SampleGrid.of(region.width(), region.height(), bands.length);
        for (int i = 0; i < region.width() * region.height(); i++) {
          int x = region.x() + i % region.width();
          int y = region.y() + i / region.width();
          grid.bands()[0][i] = bytes[6 + y * width + x] & 0xff;
        }
        return grid;
      }

      @Override
      public List<Problem> findDamage() {
        return List.of();
      }

      @Override
      public void close() {
        // No resources are open.
      }
    };
  }
}
