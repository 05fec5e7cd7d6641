package org.kamcl.explorer.domain;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Points as an array of numbers: the rings of a hundred thousand footprints have many. */
final class PackedRing extends AbstractList<GeoPoint> implements RandomAccess {
  /** Longitude and latitude of each point. */
  private final double[] numbers;

  private PackedRing(double[] numbers) {
    this.numbers = numbers;
  }

  /** An immutable copy. */
  static List<GeoPoint> of(List<GeoPoint> points) {
    if (points instanceof PackedRing) {
      return points;
    }
    double[] numbers = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      numbers[2 * i] = points.get(i).lon();
      numbers[2 * i + 1] = points.get(i).lat();
    }
    return new PackedRing(numbers);
  }

  @Override
  public GeoPoint get(int index) {
    return new GeoPoint(numbers[2 * index], numbers[2 * index + 1]);
  }

  @Override
  public int size() {
    return numbers.length / 2;
  }
}
