package org.kamcl.explorer.ui.evaluate;

import java.util.Optional;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluation.Caption;
import org.kamcl.explorer.evaluation.RankHistogram.Bin;

/**
 * Which captions are listed.
 *
 * @param kind failures, or changes since another evaluation
 * @param category category of the wanted image
 * @param first category of the image that ranks first
 * @param bin ranks of the wanted image
 */
record CaseFilter(Kind kind, Optional<String> category, Optional<String> first, Optional<Bin> bin) {
  /** All failures. */
  static final CaseFilter ALL =
      new CaseFilter(Kind.FAILURES, Optional.empty(), Optional.empty(), Optional.empty());

  /** What is listed. */
  enum Kind {
    /** Captions whose image does not rank first. */
    FAILURES,
    /** Captions whose image ranks higher than with the other model. */
    GAINED,
    /** Captions whose image ranks lower than with the other model. */
    LOST
  }

  CaseFilter withKind(Kind other) {
    return new CaseFilter(other, category, first, bin);
  }

  CaseFilter withCategory(Optional<String> other) {
    return new CaseFilter(kind, other, Optional.empty(), bin);
  }

  CaseFilter withConfusion(String wanted, String other) {
    return new CaseFilter(Kind.FAILURES, Optional.of(wanted), Optional.of(other), bin);
  }

  CaseFilter withBin(Optional<Bin> other) {
    return new CaseFilter(Kind.FAILURES, category, first, other);
  }

  /** Whether a caption is listed. */
  boolean accepts(Evaluation evaluation, int index) {
    Caption caption = evaluation.captions().get(index);
    String wanted = evaluation.images().get(caption.image()).category();
    String ahead = evaluation.images().get(caption.firstImage()).category();
    return category.map(wanted::equals).orElse(true)
        && first.map(ahead::equals).orElse(true)
        && bin.map(one -> one.contains(caption.rank())).orElse(true);
  }
}
