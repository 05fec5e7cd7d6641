package org.kamcl.explorer.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.guide.Guide;
import org.kamcl.explorer.guide.GuideSearch;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** The user guide: the place that is shown, the way to it, and what a search finds. */
public final class GuideViewModel {
  private final ReadOnlyObjectWrapper<@Nullable Guide> guide = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>();
  private final StringProperty query = new SimpleStringProperty("");
  private final ObservableList<GuideSearch.Hit> hits = FXCollections.observableArrayList();

  /** Kept, because it hears of changes only as long as it is. */
  private final ObservableList<GuideSearch.Hit> readOnly =
      FXCollections.unmodifiableObservableList(hits);

  /** The places that were visited; the shown one is at {@link #at}. */
  private final List<Place> visited = new ArrayList<>();

  private final IntegerProperty at = new SimpleIntegerProperty(-1);
  private final IntegerProperty steps = new SimpleIntegerProperty();
  private Place first = Place.HOME;

  /**
   * @param executor reads the guide
   * @param locale language of the guide
   */
  public GuideViewModel(TaskExecutor executor, Locale locale) {
    query.addListener((property, before, now) -> search());
    executor.run(
        () -> Guide.read(locale),
        read -> {
          guide.set(read);
          show(first);
          search();
        },
        failure -> {
          throw new IllegalStateException(failure);
        });
  }

  /** The guide; null until it is read. */
  public ReadOnlyObjectProperty<@Nullable Guide> guideProperty() {
    return guide.getReadOnlyProperty();
  }

  /** The place that is shown; null until the guide is read. */
  public ReadOnlyObjectProperty<@Nullable Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** Words to search for. */
  public StringProperty queryProperty() {
    return query;
  }

  /** The sections that have the words, best first. */
  public ObservableList<GuideSearch.Hit> hits() {
    return readOnly;
  }

  private void search() {
    Guide read = guide.get();
    hits.setAll(read == null ? List.of() : new GuideSearch(read).find(query.get()));
  }

  /** Shows a place, at once or when the guide is read. The place that is shown stays in the way. */
  public void show(Place wanted) {
    Guide read = guide.get();
    if (read == null) {
      first = wanted;
      return;
    }
    Place next = read.chapter(wanted).isPresent() ? wanted : Place.HOME;
    if (next.equals(place.get())) {
      return;
    }
    // Where the way was left by going back, a new one begins.
    visited.subList(at.get() + 1, visited.size()).clear();
    visited.add(next);
    go(visited.size() - 1);
  }

  /**
   * Follows a link of the chapter that is shown.
   *
   * @return false if it leads out of the guide
   */
  public boolean follow(String destination) {
    Guide read = guide.get();
    Place from = place.get();
    if (read == null || from == null) {
      return false;
    }
    Optional<Place> target = read.target(from.path(), destination);
    target.ifPresent(this::show);
    return target.isPresent();
  }

  /** Shows the place before. */
  public void back() {
    if (at.get() > 0) {
      go(at.get() - 1);
    }
  }

  /** Shows the place that was left by going back. */
  public void forward() {
    if (at.get() + 1 < visited.size()) {
      go(at.get() + 1);
    }
  }

  private void go(int index) {
    at.set(index);
    steps.set(visited.size());
    place.set(visited.get(index));
  }

  /** Whether there is a place before. */
  public BooleanExpression canGoBack() {
    return at.greaterThan(0);
  }

  /** Whether a place was left by going back. */
  public BooleanExpression canGoForward() {
    return at.add(1).lessThan(steps);
  }
}
