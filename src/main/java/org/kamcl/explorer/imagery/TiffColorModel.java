package org.kamcl.explorer.imagery;

import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.imagery.spi.SampleGrid;
import org.kamcl.explorer.imagery.tiff.SampleType;
import org.kamcl.explorer.imagery.tiff.TiffDirectory;
import org.kamcl.explorer.imagery.tiff.TiffError;
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
    INVERTED_DEEP,
    PALETTE,
    CMYK,
    YCBCR
  }

  private static final int JPEG = 7;
  private static final int WEBP = 50_001;
  private static final int MAX_INTEGER_BITS = 16;

  private final Kind kind;
  private final int bits;
  private final Optional<int[]> palette;
  private final YcbcrColors ycbcr;

  /**
   * @throws KamclException if the colors cannot be converted
   */
  TiffColorModel(TiffDirectory tags, TiffLayout layout) {
    SampleType type = layout.type();
    this.bits = type.bits();
    this.palette = palette(tags, layout);
    this.ycbcr = layout.compression() == JPEG ? YcbcrColors.JFIF : YcbcrColors.of(tags);
    this.kind = kind(layout, palette.isPresent());
  }

  private static Kind kind(TiffLayout layout, boolean hasPalette) {
    int bits = layout.type().bits();
    boolean integers = layout.type().kind() == SampleType.Kind.UNSIGNED && bits <= MAX_INTEGER_BITS;
    if (hasPalette) {
      return Kind.PALETTE;
    }
    if (layout.photometric() == TiffLayout.CMYK && layout.bands() >= 4 && integers) {
      return Kind.CMYK;
    }
    // The decoder of WebP converts to RGB itself.
    if (layout.photometric() == TiffLayout.YCBCR
        && layout.bands() >= 3
        && layout.compression() != WEBP) {
      return Kind.YCBCR;
    }
    if (layout.photometric() == TiffLayout.WHITE_IS_ZERO && integers) {
      return bits <= Byte.SIZE ? Kind.INVERTED : Kind.INVERTED_DEEP;
    }
    String other = otherColors(layout.photometric());
    if (!other.isEmpty() && layout.bands() >= 3) {
      throw new KamclException(TiffError.COLORS_UNSUPPORTED, other);
    }
    return integers && bits < Byte.SIZE ? Kind.FEW_BITS : Kind.AS_STORED;
  }

  private static String otherColors(int photometric) {
    return switch (photometric) {
      case TiffLayout.CIE_LAB, TiffLayout.ICC_LAB, TiffLayout.ITU_LAB -> "CIE L*a*b*";
      case TiffLayout.LOG_L, TiffLayout.LOG_LUV -> "SGI LogLuv";
      default -> "";
    };
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
    return switch (kind) {
      case AS_STORED -> type.isByte();
      case INVERTED_DEEP -> false;
      default -> true;
    };
  }

  boolean hasPalette() {
    return palette.isPresent();
  }

  /** Whether the bands make up colors together instead of being measurements of their own. */
  boolean isComposite() {
    return kind == Kind.PALETTE || kind == Kind.CMYK || kind == Kind.YCBCR;
  }

  /** Whether measurements are displayed as other values, so that no data must be found before. */
  boolean invertsMeasurements() {
    return kind == Kind.INVERTED_DEEP;
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
      case INVERTED_DEEP -> {
        float most = (1 << bits) - 1;
        for (int b = 0; b < bands.length; b++) {
          for (int i = 0; i < size; i++) {
            in[b][i] = most - in[b][i];
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
      float most = (1 << bits) - 1;
      float light = 255 * (1 - in[3][i] / most);
      for (int c = 0; c < 3; c++) {
        rgb[c] = Math.round(light * (1 - in[c][i] / most));
      }
    } else {
      ycbcr.toRgb(in[0][i], in[1][i], in[2][i], rgb);
    }
  }
}
