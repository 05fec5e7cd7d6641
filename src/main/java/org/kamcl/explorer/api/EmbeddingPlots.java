package org.kamcl.explorer.api;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.kamcl.explorer.job.Job;

/**
 * Plots of the archive's embeddings in the plane, in which similar images are near each other.
 * Blocking; call from any thread but the JavaFX thread.
 */
public interface EmbeddingPlots {
  /** Largest number of images in a plot; of more, a sample is drawn. */
  int MOST_POINTS = 20_000;

  /**
   * The first two principal components, in about a second.
   *
   * @throws org.kamcl.error.KamclException if there is no model, or no image was indexed with it
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Plot principalComponents(BooleanSupplier cancelled);

  /**
   * Creates a job that places neighbors near each other (t-SNE), which takes minutes for 20,000
   * images.
   *
   * @param partial receives the points while they move, on the thread of the job
   */
  Job<Plot> neighbors(Consumer<Plot> partial);

  /**
   * Groups of similar images.
   *
   * @param most largest number of groups
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  Clusters clusters(Plot plot, int most, BooleanSupplier cancelled);

  /**
   * How strong a concept is in each image of a plot, 0..1.
   *
   * @param concept a concept of the model
   */
  float[] strengths(Plot plot, String concept);

  /**
   * Images in the plane.
   *
   * @param images ids of the images
   * @param x coordinate of each image
   * @param y coordinate of each image, upwards
   * @param all number of images in the archive, of which the plot may have a sample
   */
  record Plot(long[] images, float[] x, float[] y, int all) {
    /** Number of images in the plot. */
    public int size() {
      return images.length;
    }
  }

  /**
   * Groups of images.
   *
   * @param ofImage index of the group of each image of the plot
   * @param concepts for each group, the concepts that are stronger in it than elsewhere, most
   *     first; the largest group is first
   */
  record Clusters(int[] ofImage, List<List<String>> concepts) {}
}
