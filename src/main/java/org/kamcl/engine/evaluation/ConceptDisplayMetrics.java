package org.kamcl.engine.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.inference.ConceptCalibration;

/** Concepts that are shown for images, and what is said of them, beside what people name. */
public final class ConceptDisplayMetrics {
  private final List<Integer> chips = new ArrayList<>();
  private final Set<String> ever = new HashSet<>();
  private final ReliabilityDiagram said = new ReliabilityDiagram();
  private final ReliabilityDiagram saidOfShown = new ReliabilityDiagram();
  private int shown;
  private int named;

  /**
   * Adds images.
   *
   * @param calibration says which concepts are shown, and how sure
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
        said.add(share, isNamed);
        if (strength >= from[c]) {
          saidOfShown.add(share, isNamed);
          ever.add(concepts.get(c));
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

  /** Concepts that are shown, over all images. */
  public int shown() {
    return shown;
  }

  /** Share of the shown concepts that people name in their image's captions; 0 if there is none. */
  public double precision() {
    return (double) named / Math.max(1, shown);
  }

  /** Share of images for which at least so many concepts are shown. */
  public double fractionWithAtLeast(int count) {
    return chips.stream().filter(own -> own >= count).count() / (double) Math.max(1, chips.size());
  }

  /** How many different concepts are shown for some image. */
  public int distinctConcepts() {
    return ever.size();
  }

  /** What is said of all concepts in all images. */
  public ReliabilityDiagram reliability() {
    return said;
  }

  /** What is said of the shown ones. */
  public ReliabilityDiagram reliabilityOfShown() {
    return saidOfShown;
  }
}
