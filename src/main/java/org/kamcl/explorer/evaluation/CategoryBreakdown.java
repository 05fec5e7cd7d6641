package org.kamcl.explorer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.engine.evaluation.RecallBootstrap;
import org.kamcl.engine.evaluation.RetrievalResult;
import org.kamcl.explorer.api.Evaluation;

/**
 * How an evaluation differs between the categories of the images.
 *
 * @param rows one for each category, the worst image retrieval first
 * @param uncategorized number of images without a category
 */
public record CategoryBreakdown(List<Row> rows, int uncategorized) {
  /**
   * A category. Its images and captions compete with all of the split.
   *
   * @param images number of its images
   * @param captions number of their captions
   * @param recalls of its images and captions, percent
   * @param imageRetrieval 95 % interval of R@10 from text to image, percent
   * @param mean 95 % interval of the mean recall, percent
   */
  public record Row(
      String category,
      int images,
      int captions,
      RecallBootstrap.Recalls recalls,
      BootstrapInterval imageRetrieval,
      BootstrapInterval mean) {
    /** R@10 from text to image, percent. */
    public double recallAt10() {
      return recalls.textToImage()[2];
    }
  }

  /** Computes the breakdown of an evaluation. */
  public static CategoryBreakdown of(Evaluation evaluation) {
    Map<String, Integer> counts = new TreeMap<>();
    evaluation.images().forEach(image -> counts.merge(image.category(), 1, Integer::sum));
    RetrievalResult result = evaluation.result();
    int[] owners = evaluation.imageOfCaption();
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (category, images) -> {
          if (!category.isEmpty()) {
            RecallBootstrap own =
                new RecallBootstrap(
                    result, owners, i -> evaluation.images().get(i).category().equals(category));
            RecallBootstrap.Intervals intervals = own.intervals(EvaluationFigures.SEED);
            rows.add(
                new Row(
                    category,
                    images,
                    own.captions(),
                    own.recalls(),
                    intervals.textToImage()[2],
                    intervals.mean()));
          }
        });
    rows.sort(Comparator.comparingDouble(Row::recallAt10).thenComparing(Row::category));
    return new CategoryBreakdown(List.copyOf(rows), counts.getOrDefault("", 0));
  }
}
