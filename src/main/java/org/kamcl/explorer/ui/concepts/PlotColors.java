package org.kamcl.explorer.ui.concepts;

import java.util.BitSet;
import java.util.List;

/**
 * What the colors of the points mean: groups, or positions on a color scale.
 *
 * @param groups for each point, the index of its group, or -1 for none; empty with a scale
 * @param positions for each point, its position on the scale, 0..1, or NaN for none; empty with
 *     groups
 * @param legend the groups, in the order of their colors
 * @param title what the scale shows; empty with groups
 * @param low text at the low end of the scale
 * @param high text at the high end of the scale
 */
record PlotColors(
    int[] groups, float[] positions, List<Group> legend, String title, String low, String high) {
  /** No points. */
  static final PlotColors NONE = new PlotColors(new int[0], new float[0], List.of(), "", "", "");

  /**
   * A group of points.
   *
   * @param title its name
   * @param color number of its color from 1, or 0 for gray
   * @param points its points
   */
  record Group(String title, int color, BitSet points) {}

  static PlotColors ofGroups(int[] groups, List<Group> legend) {
    return new PlotColors(groups, new float[0], legend, "", "", "");
  }

  static PlotColors ofScale(float[] positions, String title, String low, String high) {
    return new PlotColors(new int[0], positions, List.of(), title, low, high);
  }

  /** Whether there is a scale instead of groups. */
  boolean isScale() {
    return positions.length > 0;
  }
}
