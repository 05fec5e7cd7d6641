package org.kamcl.engine.explain;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An image among the images it is ranked with. */
public interface Competition {
  /** Where the image stands. */
  Placement placement();

  /**
   * Where the image would stand after each of several changes of the query.
   *
   * @param cancelled is asked now and then
   * @throws CancellationException if cancelled
   */
  List<Standing> with(List<Replacement> changes, BooleanSupplier cancelled);

  /**
   * A change of one part of a query.
   *
   * @param part index of the part
   * @param vector its other vector, unit length; null to leave the part out
   */
  record Replacement(int part, float @Nullable [] vector) {}

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
