package org.kamcl.engine.explain;

import java.util.List;

/**
 * Where an image stands in the ranking of an archive.
 *
 * @param rank from 1
 * @param images number of ranked images, this one among them
 * @param score as ranked: the cosine similarity minus the penalties
 * @param penalties what exclusions subtract from the similarity; only those above 0
 */
public record Placement(int rank, int images, double score, List<Penalty> penalties) {
  /** Copies the list. */
  public Placement {
    penalties = List.copyOf(penalties);
  }

  /**
   * The penalty of an excluded term that the image shows.
   *
   * @param part index of the query's part
   * @param value is subtracted from the similarity
   */
  public record Penalty(int part, double value) {}
}
