package org.kamcl.engine.explain;

/**
 * The color scale cividis: its lightness rises evenly, and people with and without color vision
 * deficiency see nearly the same colors. Ten of its colors, between which sRGB values are
 * interpolated. (Nuñez, Anderton, Renslow, PLoS ONE 13(7), 2018.)
 */
public final class Cividis {
  private static final int[] COLORS = {
    0x00204D, 0x00336F, 0x39486B, 0x575C6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B,
    0xFFEA46
  };

  private Cividis() {}

  /**
   * The color of a value.
   *
   * @param value 0..1, dark blue to light yellow; values beyond are limited
   * @return 0xFFRRGGBB
   */
  public static int argb(double value) {
    double place = Math.max(0, Math.min(1, value)) * (COLORS.length - 1);
    int from = Math.min((int) place, COLORS.length - 2);
    return mix(COLORS[from], COLORS[from + 1], place - from);
  }

  /** A color between two, 0xFFRRGGBB; share 0 is the first. */
  static int mix(int first, int second, double share) {
    int argb = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double a = (first >> shift) & 0xFF;
      double b = (second >> shift) & 0xFF;
      argb = (argb << 8) | (int) Math.round(a + share * (b - a));
    }
    return argb;
  }
}
