package org.kamcl.explorer.domain;

/**
 * A model that images of an archive were indexed with, or can be.
 *
 * @param name its name
 * @param images number of images of the archive that it has indexed
 * @param all number of images of the archive
 * @param installed whether a model of this name is among the models, so that it can be used
 * @param active whether it answers searches now
 */
public record IndexedModel(String name, int images, int all, boolean installed, boolean active) {
  /** Whether searches can be answered by it without indexing anything. */
  public boolean isSearchable() {
    return installed && images > 0;
  }

  /** Number of images that it cannot find, because it has not indexed them. */
  public int missing() {
    return Math.max(0, all - images);
  }
}
