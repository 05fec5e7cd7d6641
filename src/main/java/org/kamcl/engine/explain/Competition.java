package org.kamcl.engine.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image among the images it is ranked with. */
public interface Competition {
  /** Where the image stands. */
  Placement placement();

  /** Where the image would stand with another vector in a part of the query; null without it. */
  Standing with(int part, float @Nullable [] vector);

  /** The other images, or the best and an even sample of the others. */
  List<Rival> rivals();

  /** What exclusions subtract from the similarity of the image. */
  double penalty();

  /**
   * Where an image would stand.
   *
   * @param score as ranked
   * @param rank from 1
   */
  record Standing(double score, int rank) {}

  /**
   * An image of the ranking.
   *
   * @param vector unit length
   * @param penalty what exclusions subtract from its similarity
   * @param count number of images that it stands for; 1 if all are in the list
   */
  record Rival(float[] vector, double penalty, double count) {}
}
