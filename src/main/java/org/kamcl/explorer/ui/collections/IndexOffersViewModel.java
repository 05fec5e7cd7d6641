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

/** What is asked about before it is added, one after the other. */
public final class IndexOffersViewModel {
  private final Deque<Offer> waiting = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Offer> offer = new ReadOnlyObjectWrapper<>();
  private final Consumer<ImportRequest> add;
  private final Consumer<ImportRequest> abandon;

  /**
   * @param add adds to the archive
   * @param givenUp hears of what was not finished once and is not to be
   */
  IndexOffersViewModel(Consumer<ImportRequest> add, Consumer<ImportRequest> givenUp) {
    this.add = add;
    this.abandon = givenUp;
  }

  /**
   * Something that can be added.
   *
   * @param addition all of it
   * @param rows of the table of places that was found in its folder; empty where it is offered
   *     because it was not finished the last time
   */
  public record Offer(ImportRequest addition, Optional<Long> rows) {
    /** Its folder or first file. */
    public Path folder() {
      return addition.paths().get(0);
    }
  }

  /** Asks whether a folder is to be added with the table of places in it. */
  void offerTable(Path folder, Path table, long rows) {
    ask(new Offer(new ImportRequest(List.of(folder), Optional.of(table)), Optional.of(rows)));
  }

  /** Asks whether to go on with what was not finished. */
  void offerUnfinished(ImportRequest importRequest) {
    ask(new Offer(importRequest, Optional.empty()));
  }

  private void ask(Offer asked) {
    waiting.add(asked);
    offer.set(waiting.peek());
  }

  /** What is asked about now, or null. */
  public ReadOnlyObjectProperty<Offer> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /** Adds it, or goes on with it. */
  public void accept() {
    next().map(Offer::addition).ifPresent(add);
  }

  /** Adds it without the table. */
  public void acceptWithoutTable() {
    next()
        .map(answered -> new ImportRequest(answered.addition().paths(), Optional.empty()))
        .ifPresent(add);
  }

  /** It is not to be added. */
  public void decline() {
    next().filter(declined -> declined.rows().isEmpty()).map(Offer::addition).ifPresent(abandon);
  }

  private Optional<Offer> next() {
    Optional<Offer> answered = Optional.ofNullable(waiting.poll());
    offer.set(waiting.peek());
    return answered;
  }
}
