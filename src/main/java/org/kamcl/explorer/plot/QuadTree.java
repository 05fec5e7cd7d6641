package org.kamcl.explorer.plot;

import java.util.Arrays;

/**
 * Points of the plane in squares that are divided until each holds one point, or points at the same
 * place. Summarizes far squares by their centers of mass. (Barnes and Hut, Nature 324, 1986.)
 */
final class QuadTree {
  /** Points nearer than 2 to the power of this, relative to all, count as at the same place. */
  private static final int DEEPEST = 50;

  private final double[] points;
  private final int[] leaves;

  /** The first of four children of each square; 0 for a leaf. */
  private int[] children;

  private int[] counts;
  private double[] centerX;
  private double[] centerY;
  private int size;
  private double width;

  /**
   * @param points x and y of each point in turn
   */
  QuadTree(double[] points) {
    this.points = points;
    int n = points.length / 2;
    leaves = new int[n];
    int capacity = 4 * n + 16;
    children = new int[capacity];
    counts = new int[capacity];
    centerX = new double[capacity];
    centerY = new double[capacity];
    build(n);
  }

  private void build(int n) {
    double minX = Double.MAX_VALUE;
    double minY = Double.MAX_VALUE;
    double maxX = -Double.MAX_VALUE;
    double maxY = -Double.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      minX = Math.min(minX, points[2 * i]);
      maxX = Math.max(maxX, points[2 * i]);
      minY = Math.min(minY, points[2 * i + 1]);
      maxY = Math.max(maxY, points[2 * i + 1]);
    }
    width = Math.max(Math.max(maxX - minX, maxY - minY), Double.MIN_NORMAL) * (1 + 1e-9);
    size = 1;
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    divide(0, order, 0, n, minX, minY, width, 0);
  }

  /** Fills a square with some points. */
  private void divide(
      int node, int[] order, int from, int to, double x, double y, double side, int depth) {
    double sumX = 0;
    double sumY = 0;
    boolean same = true;
    for (int k = from; k < to; k++) {
      sumX += points[2 * order[k]];
      sumY += points[2 * order[k] + 1];
      same &=
          points[2 * order[k]] == points[2 * order[from]]
              && points[2 * order[k] + 1] == points[2 * order[from] + 1];
    }
    counts[node] = to - from;
    if (to == from) {
      return;
    }
    centerX[node] = same ? points[2 * order[from]] : sumX / (to - from);
    centerY[node] = same ? points[2 * order[from] + 1] : sumY / (to - from);
    if (same || depth == DEEPEST) {
      for (int k = from; k < to; k++) {
        leaves[order[k]] = node;
      }
      return;
    }
    double half = side / 2;
    double middleX = x + half;
    double middleY = y + half;
    int rows = partition(order, from, to, 1, middleY);
    int low = partition(order, from, rows, 0, middleX);
    int high = partition(order, rows, to, 0, middleX);
    int first = size;
    size += 4;
    grow();
    children[node] = first;
    divide(first, order, from, low, x, y, half, depth + 1);
    divide(first + 1, order, low, rows, middleX, y, half, depth + 1);
    divide(first + 2, order, rows, high, x, middleY, half, depth + 1);
    divide(first + 3, order, high, to, middleX, middleY, half, depth + 1);
  }

  private void grow() {
    if (size > children.length) {
      int capacity = 2 * children.length;
      children = Arrays.copyOf(children, capacity);
      counts = Arrays.copyOf(counts, capacity);
      centerX = Arrays.copyOf(centerX, capacity);
      centerY = Arrays.copyOf(centerY, capacity);
    }
  }

  /** Moves points below a value to the front; returns where the others start. */
  private int partition(int[] order, int from, int to, int axis, double value) {
    int at = from;
    for (int k = from; k < to; k++) {
      if (points[2 * order[k] + axis] < value) {
        int point = order[k];
        order[k] = order[at];
        order[at++] = point;
      }
    }
    return at;
  }

  /** Room for a walk through the tree; each thread needs its own. */
  static final class Walk {
    private final int[] nodes = new int[4 * (DEEPEST + 2)];
    private final double[] sides = new double[4 * (DEEPEST + 2)];

    /** Sum of the forces on the point along x. */
    double forceX;

    /** Sum of the forces on the point along y. */
    double forceY;

    /** Sum of the weights 1 / (1 + squared distance) of all other points. */
    double weight;
  }

  /**
   * The repulsion of a point by all others: weights, and forces of the squared weight times the
   * difference.
   *
   * @param theta a square is summarized if its side divided by its distance is less; 0 for never
   */
  void repel(int point, double theta, Walk walk) {
    double x = points[2 * point];
    double y = points[2 * point + 1];
    double limit = theta * theta;
    walk.forceX = 0;
    walk.forceY = 0;
    walk.weight = 0;
    int top = 0;
    walk.nodes[top] = 0;
    walk.sides[top++] = width;
    while (top > 0) {
      int node = walk.nodes[--top];
      double side = walk.sides[top];
      int count = counts[node];
      if (count == 0) {
        continue;
      }
      double dx = x - centerX[node];
      double dy = y - centerY[node];
      double square = dx * dx + dy * dy;
      int child = children[node];
      if (child == 0 || side * side < limit * square) {
        // A point does not repel itself.
        int others = child == 0 && leaves[point] == node ? count - 1 : count;
        double q = 1 / (1 + square);
        double sum = others * q;
        walk.weight += sum;
        walk.forceX += sum * q * dx;
        walk.forceY += sum * q * dy;
      } else {
        for (int c = 0; c < 4; c++) {
          walk.nodes[top] = child + c;
          walk.sides[top++] = side / 2;
        }
      }
    }
  }
}
