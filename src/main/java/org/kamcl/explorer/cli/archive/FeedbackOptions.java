package org.kamcl.explorer.cli.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.search.SearchError;
import picocli.CommandLine.Option;

/** Which images of a query are marked as relevant or not. */
final class FeedbackOptions {
  @Option(
      names = "--relevant",
      paramLabel = "ID",
      split = ",",
      description =
          "Rank with these images as relevant, instead of the feedback stored for the query.")
  private List<Long> relevant = List.of();

  @Option(
      names = "--not-relevant",
      paramLabel = "ID",
      split = ",",
      description =
          "Rank with these images as not relevant, instead of the feedback stored for the query.")
  private List<Long> notRelevant = List.of();

  @Option(
      names = "--no-feedback",
      description = "Rank without the relevance feedback stored for the query.")
  private boolean withoutFeedback;

  /** The first option that gives feedback; empty if there is none. */
  String firstOption() {
    if (!relevant.isEmpty()) {
      return "--relevant";
    }
    return notRelevant.isEmpty() ? "" : "--not-relevant";
  }

  /** The feedback that the options give; empty for the feedback stored for the query. */
  Optional<RelevanceFeedback> given(ExplorerContext explorerContext) {
    if (relevant.isEmpty() && notRelevant.isEmpty()) {
      return withoutFeedback ? Optional.of(RelevanceFeedback.NONE) : Optional.empty();
    }
    Set<Long> both = new TreeSet<>(relevant);
    both.retainAll(notRelevant);
    if (!both.isEmpty()) {
      throw new KamclException(ArchiveCommandError.CONFLICTING_FEEDBACK, both);
    }
    Set<Long> unknown = new TreeSet<>(relevant);
    unknown.addAll(notRelevant);
    explorerContext.archive().images().forEach(image -> unknown.remove(image.id()));
    if (!unknown.isEmpty()) {
      throw new KamclException(
          SearchError.IMAGE_NOT_IN_ARCHIVE,
          "#" + unknown.iterator().next(),
          explorerContext.modelName());
    }
    return Optional.of(new RelevanceFeedback(Set.copyOf(relevant), Set.copyOf(notRelevant)));
  }
}
