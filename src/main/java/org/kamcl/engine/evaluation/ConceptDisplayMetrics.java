package org.kamcl.engine.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.inference.ConceptCalibration;

/**
 * Precision and reliability of the concepts that are displayed for images, measured against
 * captions.
 */
public final class ConceptDisplayMetrics {
  private final List<Integer> chips = new ArrayList<>();
  private final Set<String> displayed = new HashSet<>();
  private final ReliabilityDiagram reliability = new ReliabilityDiagram();
  private final ReliabilityDiagram reliabilityOfShown = new ReliabilityDiagram();
  private int shown;
  private int named;

  /**
   * Adds images.
   *
   * @param calibration decides which concepts are displayed, and their frequency
   */
  public void add(ConceptObservations images, ConceptCalibration calibration) {
    List<String> concepts = images.concepts();
    double[] from = concepts.stream().mapToDouble(calibration::displayThreshold).toArray();
    for (int i = 0; i < images.size(); i++) {
      int own = 0;
      for (int c = 0; c < from.length; c++) {
        double strength = images.strength(i, c);
        double share = calibration.frequency(strength);
        boolean isNamed = images.isNamed(i, c);
        reliability.add(share, isNamed);
        if (strength >= from[c]) {
          reliabilityOfShown.add(share, isNamed);
          displayed.add(concepts.get(c));
          named += isNamed ? 1 : 0;
          own++;
        }
      }
      shown += own;
      chips.add(own);
    }
  }

  /** Number of images. */
  public int images() {
    return chips.size();
  }

  /** Number of displayed concepts over all images. */
  public int shown() {
    return shown;
  }

  /** Fraction of displayed concepts that the captions mention; 0 if there is none. */
  public double precision() {
    return (double) named / Math.max(1, shown);
  }

  /** Fraction of images with at least {@code count} displayed concepts. */
  public double fractionWithAtLeast(int count) {
    return chips.stream().filter(own -> own >= count).count() / (double) Math.max(1, chips.size());
  }

  /** Number of different concepts that are displayed for any image. */
  public int distinctConcepts() {
    return displayed.size();
  }

  /** Reliability of all concepts in all images. */
  public ReliabilityDiagram reliability() {
    return reliability;
  }

  /** Reliability of the displayed concepts. */
  public ReliabilityDiagram reliabilityOfShown() {
    return reliabilityOfShown;
  }
}
