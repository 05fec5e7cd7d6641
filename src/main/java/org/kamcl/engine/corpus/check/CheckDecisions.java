package org.kamcl.engine.corpus.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.Exclusion;

/**
 * What a training does with the findings of a check. Images that cannot be read are always left
 * out; those of missing files are not in the corpus.
 *
 * @param leaks copies in several splits
 * @param duplicates copies within a split
 * @param suspicious images with a suspicious caption; captions that many images share are kept
 */
public record CheckDecisions(Leaks leaks, Duplicates duplicates, Suspicious suspicious) {
  /** The decisions that cannot spoil a result: leaks are left out of training. */
  public static final CheckDecisions SAFE =
      new CheckDecisions(Leaks.LEAVE_OUT_OF_TRAINING, Duplicates.KEEP, Suspicious.KEEP);

  /** What happens to copies in several splits. */
  public enum Leaks {
    /** The copies in train, and those in val if one is in test, are left out. */
    LEAVE_OUT_OF_TRAINING,
    /** The copies in val and test are left out. */
    LEAVE_OUT_OF_EVALUATION,
    /** All copies are used, so that the result looks better than it is. */
    KEEP
  }

  /** What happens to copies within a split. */
  public enum Duplicates {
    /** All copies are used. */
    KEEP,
    /** The first one is used. */
    LEAVE_OUT
  }

  /** What happens to images with a suspicious caption. */
  public enum Suspicious {
    /** They are used. */
    KEEP,
    /** They are left out. */
    LEAVE_OUT
  }

  /** The images that a run leaves out, each once, in the order of the findings. */
  public List<Exclusion> exclusions(CorpusReport report) {
    List<CorpusImage> images = new ArrayList<>();
    report.unreadable().forEach(unreadable -> images.add(unreadable.image()));
    for (CopyGroup group : report.leaks()) {
      switch (leaks) {
        case LEAVE_OUT_OF_TRAINING -> images.addAll(group.beforeEvaluation());
        case LEAVE_OUT_OF_EVALUATION -> images.addAll(group.afterTraining());
        case KEEP -> {}
      }
    }
    if (duplicates == Duplicates.LEAVE_OUT) {
      report.copies().forEach(group -> images.addAll(group.repetitions()));
    }
    if (suspicious == Suspicious.LEAVE_OUT) {
      report.suspicious().stream()
          .filter(caption -> caption.reason() != SuspiciousCaption.Reason.SHARED)
          .forEach(caption -> images.add(caption.image()));
    }
    Set<Exclusion> exclusions = new LinkedHashSet<>();
    images.forEach(image -> exclusions.add(Exclusion.of(image)));
    return List.copyOf(exclusions);
  }
}
