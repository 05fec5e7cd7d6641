package org.kamcl.explorer.imagery;

import java.util.Optional;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.kamcl.explorer.imagery.tiff.SampleType;
import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffLayout;
import org.kamcl.explorer.imagery.tiff.TiffTag;

/**
 * Converts the samples of a TIFF file for display: palettes, CMYK, YCbCr, few bits, inverted gray.
 */
final class TiffColorModel {
  private enum Kind {
    AS_STORED,
    FEW_BITS,
    INVERTED,
    PALETTE,
    CMYK,
    YCBCR
  }

  private static final int JPEG = 7;

  private final Kind kind;
  private final int bits;
  private final Optional<int[]> palette;

  TiffColorModel(TiffDirectory tags, TiffLayout layout) {
    SampleType type = layout.type();
    this.bits = type.bits();
    this.palette = palette(tags, layout);
    boolean unsigned = type.kind() == SampleType.Kind.UNSIGNED;
    if (palette.isPresent()) {
      kind = Kind.PALETTE;
    } else if (layout.photometric() == TiffLayout.CMYK && layout.bands() >= 4 && type.isByte()) {
      kind = Kind.CMYK;
    } else if (layout.photometric() == TiffLayout.YCBCR
        && layout.bands() >= 3
        && layout.compression() == JPEG) {
      kind = Kind.YCBCR;
    } else if (layout.photometric() == TiffLayout.WHITE_IS_ZERO && unsigned && bits <= 8) {
      kind = Kind.INVERTED;
    } else {
      kind = unsigned && bits < 8 ? Kind.FEW_BITS : Kind.AS_STORED;
    }
  }

  private static Optional<int[]> palette(TiffDirectory tags, TiffLayout layout) {
    long[] map = tags.integers(TiffTag.COLOR_MAP);
    int size = map.length / 3;
    if (layout.photometric() != TiffLayout.PALETTE || size == 0) {
      return Optional.empty();
    }
    // Some writers store 8-bit values where the specification requires 16 bits.
    int shift = 0;
    for (long value : map) {
      shift = value > 255 ? 8 : shift;
    }
    int[] rgb = new int[size];
    for (int i = 0; i < size; i++) {
      rgb[i] =
          (int)
              ((map[i] >> shift & 0xff) << 16
                  | (map[size + i] >> shift & 0xff) << 8
                  | (map[2 * size + i] >> shift & 0xff));
    }
    return Optional.of(rgb);
  }

  /** Whether the converted samples are levels 0..255. */
  boolean isDisplayable(SampleType type) {
    return kind != Kind.AS_STORED || type.isByte();
  }

  boolean hasPalette() {
    return palette.isPresent();
  }

  /** Whether the bands make up colors together instead of being measurements of their own. */
  boolean isComposite() {
    return kind == Kind.PALETTE || kind == Kind.CMYK || kind == Kind.YCBCR;
  }

  /** The stored bands that are needed to display some bands. */
  int[] storedBands(int[] bands) {
    return switch (kind) {
      case PALETTE -> new int[] {0};
      case CMYK -> new int[] {0, 1, 2, 3};
      case YCBCR -> new int[] {0, 1, 2};
      default -> bands;
    };
  }

  /**
   * Converts stored bands to the bands for display. Where the stored ones make up colors together,
   * the result is red, green and blue.
   */
  SampleGrid toDisplay(SampleGrid stored, int[] bands) {
    int size = stored.width() * stored.height();
    float[][] in = stored.bands();
    switch (kind) {
      case FEW_BITS, INVERTED -> {
        float most = (1 << bits) - 1;
        for (int b = 0; b < bands.length; b++) {
          for (int i = 0; i < size; i++) {
            float level = in[b][i] * 255 / most;
            in[b][i] = kind == Kind.INVERTED ? 255 - level : level;
          }
        }
        return stored;
      }
      case PALETTE, CMYK, YCBCR -> {
        float[][] rgb = new float[3][size];
        int[] pixel = new int[3];
        for (int i = 0; i < size; i++) {
          toRgb(in, i, pixel);
          rgb[0][i] = pixel[0];
          rgb[1][i] = pixel[1];
          rgb[2][i] = pixel[2];
        }
        float[][] chosen = new float[bands.length][];
        for (int b = 0; b < bands.length; b++) {
          chosen[b] = rgb[bands[b]];
        }
        return new SampleGrid(stored.width(), stored.height(), chosen, stored.noData());
      }
      default -> {
        return stored;
      }
    }
  }

  private void toRgb(float[][] in, int i, int[] rgb) {
    if (kind == Kind.PALETTE) {
      int[] colors = palette.orElseThrow();
      int color = colors[Math.max(0, Math.min(colors.length - 1, (int) in[0][i]))];
      rgb[0] = color >> 16;
      rgb[1] = color >> 8 & 0xff;
      rgb[2] = color & 0xff;
    } else if (kind == Kind.CMYK) {
      float light = 255 - in[3][i];
      for (int c = 0; c < 3; c++) {
        rgb[c] = Math.round((255 - in[c][i]) * light / 255);
      }
    } else {
      float y = in[0][i];
      float cb = in[1][i] - 128;
      float cr = in[2][i] - 128;
      rgb[0] = clip(y + 1.402f * cr);
      rgb[1] = clip(y - 0.344136f * cb - 0.714136f * cr);
      rgb[2] = clip(y + 1.772f * cb);
    }
  }

  private static int clip(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
