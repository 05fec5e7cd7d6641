package org.kamcl.explorer.ui.search;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.task.Background;

/** Where is searched. The map's view is followed as long as the map is shown. */
public final class FilterViewModel {
  private static final Duration MAP_RESTS = Duration.ofMillis(300);

  private final Background background;
  private final ReadOnlyObjectWrapper<SearchFilter> filter =
      new ReadOnlyObjectWrapper<>(SearchFilter.NONE);
  private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>(Place.ANYWHERE);
  private final ObservableList<Part> parts = FXCollections.observableArrayList();
  private final ObservableList<Part> readOnlyParts =
      FXCollections.unmodifiableObservableList(parts);
  private ObservableValue<GeoArea> view = new SimpleObjectProperty<>();
  private ObjectProperty<Optional<GeoArea>> drawn = new SimpleObjectProperty<>(Optional.empty());
  private Background.Pending following = () -> {};
  private SearchFilter now = SearchFilter.NONE;
  private boolean mapShown = true;

  /** What the area of the filter is. */
  public enum Place {
    /** There is none. */
    ANYWHERE,
    /** What the map shows, followed as it moves. */
    VIEW,
    /** What the map showed when it was hidden. */
    LAST_VIEW,
    /** What was drawn. */
    DRAWN,
    /** An area of a search that was kept. */
    KEPT
  }

  /** What can be asked of a picture, one beside the other. */
  public enum Part {
    /** It is in an area. */
    AREA,
    /** It has no place. */
    UNPLACED,
    /** It is of a span of time. */
    DATES,
    /** It has no date. */
    UNDATED,
    /** It is of some collections. */
    COLLECTIONS,
    /** It is of some resolution. */
    RESOLUTION,
    /** It has tags. */
    TAGS
  }

  /** Lets everything through. */
  public FilterViewModel(Background background) {
    this.background = background;
  }

  /**
   * Tells of the map.
   *
   * @param shown what the map shows; null for the world
   * @param area what was drawn on it
   */
  public void follow(ObservableValue<GeoArea> shown, ObjectProperty<Optional<GeoArea>> area) {
    view = shown;
    drawn = area;
    view.addListener((property, before, now) -> moved());
    drawn.addListener((property, before, now) -> drew(now));
  }

  private void moved() {
    following.cancel();
    if (place.get() == Place.VIEW && mapShown) {
      following = background.after(MAP_RESTS, this::takeView);
    }
  }

  private void takeView() {
    if (place.get() == Place.VIEW) {
      change(now.in(Optional.ofNullable(view.getValue())));
    }
  }

  private void drew(Optional<GeoArea> area) {
    if (area.isPresent()) {
      place.set(Place.DRAWN);
      change(now.in(area));
    } else if (place.get() == Place.DRAWN) {
      place.set(Place.ANYWHERE);
      change(now.in(area));
    }
  }

  /** The map was shown or hidden; hidden, its last view stays the area. */
  public void mapShown(boolean shown) {
    if (!shown && place.get() == Place.VIEW) {
      following.cancel();
      takeView();
      place.set(Place.LAST_VIEW);
    } else if (shown && place.get() == Place.LAST_VIEW) {
      place.set(Place.VIEW);
      takeView();
    }
    mapShown = shown;
    arrange();
  }

  /** Searches in what the map shows. */
  public void inView() {
    place.set(mapShown ? Place.VIEW : Place.LAST_VIEW);
    drawn.set(Optional.empty());
    change(now.in(Optional.ofNullable(view.getValue())));
  }

  /** Whether something is drawn. */
  public boolean hasDrawn() {
    return drawn.get().isPresent();
  }

  /** Shows a filter of a search that was made before. */
  public void show(SearchFilter other) {
    following.cancel();
    drawn.set(Optional.empty());
    place.set(other.area().isPresent() ? Place.KEPT : Place.ANYWHERE);
    change(other);
  }

  /** Only pictures without a place, or all again. */
  public void unplaced(boolean only) {
    if (only) {
      leaveArea();
    }
    change(now.withoutPlace(only));
  }

  /** Only pictures without a date, or all again. */
  public void undated(boolean only) {
    change(now.withoutDate(only));
  }

  /** Only pictures of a span of days; an empty end is open. */
  public void between(Optional<LocalDate> first, Optional<LocalDate> last) {
    change(now.between(first, last));
  }

  /** Only pictures of some resolution, metres per pixel; an empty end is open. */
  public void resolved(OptionalDouble finest, OptionalDouble coarsest) {
    change(now.resolved(finest, coarsest));
  }

  /** Only pictures of some collections; of all where there are none. */
  public void collections(Set<String> names) {
    change(now.of(names));
  }

  /** Only pictures with all of some tags. */
  public void tags(Set<String> all) {
    change(now.tagged(all));
  }

  private void leaveArea() {
    following.cancel();
    place.set(Place.ANYWHERE);
    drawn.set(Optional.empty());
  }

  /** Asks one thing less of a picture. */
  public void drop(Part part) {
    if (part == Part.AREA) {
      leaveArea();
    }
    change(without(now, part));
  }

  /** Asks nothing of a picture any more. */
  public void clear() {
    leaveArea();
    change(SearchFilter.NONE);
  }

  /** A filter that asks one thing less. */
  static SearchFilter without(SearchFilter filter, Part part) {
    return switch (part) {
      case AREA -> filter.in(Optional.empty());
      case UNPLACED -> filter.withoutPlace(false);
      case DATES -> filter.between(Optional.empty(), Optional.empty());
      case UNDATED -> filter.withoutDate(false);
      case COLLECTIONS -> filter.of(Set.of());
      case RESOLUTION -> filter.resolved(OptionalDouble.empty(), OptionalDouble.empty());
      case TAGS -> filter.tagged(Set.of());
    };
  }

  private void change(SearchFilter wanted) {
    now = wanted;
    arrange();
    // Last, as whoever hears of it searches, and says then what the parts are.
    filter.set(wanted);
  }

  private void arrange() {
    List<Part> asked = new ArrayList<>();
    if (place.get() != Place.ANYWHERE) {
      asked.add(Part.AREA);
    }
    if (now.unplaced()) {
      asked.add(Part.UNPLACED);
    }
    if (now.since().isPresent() || now.until().isPresent()) {
      asked.add(Part.DATES);
    }
    if (now.undated()) {
      asked.add(Part.UNDATED);
    }
    if (!now.collections().isEmpty()) {
      asked.add(Part.COLLECTIONS);
    }
    if (now.finest().isPresent() || now.coarsest().isPresent()) {
      asked.add(Part.RESOLUTION);
    }
    if (!now.tags().isEmpty()) {
      asked.add(Part.TAGS);
    }
    // Also where the parts are the same: what they say may have changed.
    parts.setAll(asked);
  }

  /** What is asked of a picture. */
  public ReadOnlyObjectProperty<SearchFilter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  /** What is asked of a picture. */
  public SearchFilter filter() {
    return now;
  }

  /** What the area of the filter is. */
  public ReadOnlyObjectProperty<Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** What is asked, one beside the other. */
  public ObservableList<Part> parts() {
    return readOnlyParts;
  }
}
