package org.kamcl.explorer.ui.collections;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.kamcl.explorer.domain.ImportRequest;

/** Queue of offers: folders with a location table, and interrupted jobs. */
public final class IndexOffersViewModel {
  private final Deque<Offer> waiting = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Offer> offer = new ReadOnlyObjectWrapper<>();
  private final Consumer<ImportRequest> add;
  private final Consumer<ImportRequest> abandon;

  /**
   * @param add indexes accepted offers
   * @param abandon receives interrupted jobs that are not resumed
   */
  IndexOffersViewModel(Consumer<ImportRequest> add, Consumer<ImportRequest> abandon) {
    this.add = add;
    this.abandon = abandon;
  }

  /**
   * An offer.
   *
   * @param sources what to index
   * @param rows number of rows of the location table; empty if the offer is to resume an
   *     interrupted job
   */
  public record Offer(ImportRequest sources, Optional<Long> rows) {
    /** The folder or first file. */
    public Path folder() {
      return sources.paths().get(0);
    }
  }

  /** Offers to index a folder with its location table. */
  void offerTable(Path folder, Path table, long rows) {
    ask(new Offer(new ImportRequest(List.of(folder), Optional.of(table)), Optional.of(rows)));
  }

  /** Offers to resume an interrupted job. */
  void offerUnfinished(ImportRequest importRequest) {
    ask(new Offer(importRequest, Optional.empty()));
  }

  /** Withdraws the offers to resume what a job now does. */
  void withdraw(ImportRequest started) {
    waiting.removeIf(offered -> offered.rows().isEmpty() && offered.sources().equals(started));
    offer.set(waiting.peek());
  }

  private void ask(Offer asked) {
    waiting.add(asked);
    offer.set(waiting.peek());
  }

  /** The current offer, or null. */
  public ReadOnlyObjectProperty<Offer> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /** Accepts the offer. */
  public void accept() {
    next().map(Offer::sources).ifPresent(add);
  }

  /** Indexes the folder without the table. */
  public void acceptWithoutTable() {
    next()
        .map(answered -> new ImportRequest(answered.sources().paths(), Optional.empty()))
        .ifPresent(add);
  }

  /** Declines the offer. */
  public void decline() {
    next().filter(declined -> declined.rows().isEmpty()).map(Offer::sources).ifPresent(abandon);
  }

  private Optional<Offer> next() {
    Optional<Offer> answered = Optional.ofNullable(waiting.poll());
    offer.set(waiting.peek());
    return answered;
  }
}
