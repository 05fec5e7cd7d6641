package org.kamcl.explorer.ui.explore;

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
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Where is searched. The map's view is followed as long as the map is shown. */
public final class FilterViewModel {
  private static final Duration MAP_RESTS = Duration.ofMillis(300);

  private final TaskExecutor taskExecutor;
  private final ReadOnlyObjectWrapper<SearchFilter> filter =
      new ReadOnlyObjectWrapper<>(SearchFilter.NONE);
  private final ReadOnlyObjectWrapper<AreaSource> place =
      new ReadOnlyObjectWrapper<>(AreaSource.ANYWHERE);
  private final ObservableList<Criterion> parts = FXCollections.observableArrayList();
  private final ObservableList<Criterion> readOnlyParts =
      FXCollections.unmodifiableObservableList(parts);
  private ObservableValue<GeoArea> view = new SimpleObjectProperty<>();
  private ObjectProperty<Optional<GeoArea>> drawn = new SimpleObjectProperty<>(Optional.empty());
  private TaskExecutor.Cancellable following = () -> {};
  private SearchFilter now = SearchFilter.NONE;
  private boolean mapShown = true;

  /** What the area of the filter is. */
  public enum AreaSource {
    /** There is none. */
    ANYWHERE,
    /** What the map shows, followed as it moves. */
    VIEW,
    /** What the map showed when it was hidden. */
    LAST_VIEW,
    /** What was drawn. */
    DRAWN,
    /** An area of a search that was kept. */
    SAVED
  }

  /** What can be asked of a picture, one beside the other. */
  public enum Criterion {
    /** It is in an area. */
    AREA,
    /** It has no place. */
    NO_LOCATION,
    /** It is of a span of time. */
    DATES,
    /** It has no date. */
    NO_DATE,
    /** It is of some collections. */
    COLLECTIONS,
    /** It is of some resolution. */
    RESOLUTION,
    /** It has tags. */
    TAGS
  }

  /** Lets everything through. */
  public FilterViewModel(TaskExecutor taskExecutor) {
    this.taskExecutor = taskExecutor;
  }

  /**
   * Tells of the map.
   *
   * @param shown what the map shows; null for the world
   * @param area what was drawn on it
   */
  public void connectMap(ObservableValue<GeoArea> shown, ObjectProperty<Optional<GeoArea>> area) {
    view = shown;
    drawn = area;
    view.addListener((property, before, now) -> moved());
    drawn.addListener((property, before, now) -> drew(now));
  }

  private void moved() {
    following.cancel();
    if (place.get() == AreaSource.VIEW && mapShown) {
      following = taskExecutor.schedule(MAP_RESTS, this::takeView);
    }
  }

  private void takeView() {
    if (place.get() == AreaSource.VIEW) {
      change(now.withArea(Optional.ofNullable(view.getValue())));
    }
  }

  private void drew(Optional<GeoArea> area) {
    if (area.isPresent()) {
      place.set(AreaSource.DRAWN);
      change(now.withArea(area));
    } else if (place.get() == AreaSource.DRAWN) {
      place.set(AreaSource.ANYWHERE);
      change(now.withArea(area));
    }
  }

  /** The map was shown or hidden; hidden, its last view stays the area. */
  public void setMapVisible(boolean shown) {
    if (!shown && place.get() == AreaSource.VIEW) {
      following.cancel();
      takeView();
      place.set(AreaSource.LAST_VIEW);
    } else if (shown && place.get() == AreaSource.LAST_VIEW) {
      place.set(AreaSource.VIEW);
      takeView();
    }
    mapShown = shown;
    arrange();
  }

  /** Searches in what the map shows. */
  public void useMapView() {
    place.set(mapShown ? AreaSource.VIEW : AreaSource.LAST_VIEW);
    drawn.set(Optional.empty());
    change(now.withArea(Optional.ofNullable(view.getValue())));
  }

  /** Whether something is drawn. */
  public boolean hasDrawn() {
    return drawn.get().isPresent();
  }

  /** Shows a filter of a search that was made before. */
  public void show(SearchFilter other) {
    following.cancel();
    drawn.set(Optional.empty());
    place.set(other.area().isPresent() ? AreaSource.SAVED : AreaSource.ANYWHERE);
    change(other);
  }

  /** Only pictures without a place, or all again. */
  public void withoutLocation(boolean only) {
    if (only) {
      leaveArea();
    }
    change(now.withLocationMissing(only));
  }

  /** Only pictures without a date, or all again. */
  public void withoutDate(boolean only) {
    change(now.withDateMissing(only));
  }

  /** Only pictures of a span of days; an empty end is open. */
  public void dates(Optional<LocalDate> first, Optional<LocalDate> last) {
    change(now.withDates(first, last));
  }

  /** Only pictures of some resolution, metres per pixel; an empty end is open. */
  public void groundSampleDistance(OptionalDouble finest, OptionalDouble coarsest) {
    change(now.withGsd(finest, coarsest));
  }

  /** Only pictures of some collections; of all where there are none. */
  public void collections(Set<String> names) {
    change(now.withCollections(names));
  }

  /** Only pictures with all of some tags. */
  public void tags(Set<String> all) {
    change(now.withTags(all));
  }

  private void leaveArea() {
    following.cancel();
    place.set(AreaSource.ANYWHERE);
    drawn.set(Optional.empty());
  }

  /** Asks one thing less of a picture. */
  public void drop(Criterion criterion) {
    if (criterion == Criterion.AREA) {
      leaveArea();
    }
    change(without(now, criterion));
  }

  /** Asks nothing of a picture any more. */
  public void clear() {
    leaveArea();
    change(SearchFilter.NONE);
  }

  /** A filter that asks one thing less. */
  static SearchFilter without(SearchFilter filter, Criterion criterion) {
    return switch (criterion) {
      case AREA -> filter.withArea(Optional.empty());
      case NO_LOCATION -> filter.withLocationMissing(false);
      case DATES -> filter.withDates(Optional.empty(), Optional.empty());
      case NO_DATE -> filter.withDateMissing(false);
      case COLLECTIONS -> filter.withCollections(Set.of());
      case RESOLUTION -> filter.withGsd(OptionalDouble.empty(), OptionalDouble.empty());
      case TAGS -> filter.withTags(Set.of());
    };
  }

  private void change(SearchFilter wanted) {
    now = wanted;
    arrange();
    // Last, as whoever hears of it searches, and says then what the parts are.
    filter.set(wanted);
  }

  private void arrange() {
    List<Criterion> asked = new ArrayList<>();
    if (place.get() != AreaSource.ANYWHERE) {
      asked.add(Criterion.AREA);
    }
    if (now.locationMissing()) {
      asked.add(Criterion.NO_LOCATION);
    }
    if (now.since().isPresent() || now.until().isPresent()) {
      asked.add(Criterion.DATES);
    }
    if (now.dateMissing()) {
      asked.add(Criterion.NO_DATE);
    }
    if (!now.collections().isEmpty()) {
      asked.add(Criterion.COLLECTIONS);
    }
    if (now.minGsd().isPresent() || now.maxGsd().isPresent()) {
      asked.add(Criterion.RESOLUTION);
    }
    if (!now.tags().isEmpty()) {
      asked.add(Criterion.TAGS);
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
  public ReadOnlyObjectProperty<AreaSource> areaSourceProperty() {
    return place.getReadOnlyProperty();
  }

  /** What is asked, one beside the other. */
  public ObservableList<Criterion> criteria() {
    return readOnlyParts;
  }
}
