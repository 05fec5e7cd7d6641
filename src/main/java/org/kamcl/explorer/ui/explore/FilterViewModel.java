package org.kamcl.explorer.ui.explore;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
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

/** The filter of the search. A filter by map view follows the map while the map is shown. */
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

  /** Source of the area filter. */
  public enum AreaSource {
    /** No area filter. */
    ANYWHERE,
    /** The map view, followed as it moves. */
    VIEW,
    /** The last map view before the map was hidden. */
    LAST_VIEW,
    /** A drawn area. */
    DRAWN,
    /** The area of a saved or recent search. */
    SAVED
  }

  /** A criterion of the filter. */
  public enum Criterion {
    /** Footprint intersects an area. */
    AREA,
    /** No location. */
    NO_LOCATION,
    /** Date range. */
    DATES,
    /** No date. */
    NO_DATE,
    /** Collections. */
    COLLECTIONS,
    /** Ground sample distance. */
    RESOLUTION,
    /** Tags. */
    TAGS,
    /** Chosen images, or those with a concept. */
    SUBSET
  }

  /** A filter that matches every image. */
  public FilterViewModel(TaskExecutor taskExecutor) {
    this.taskExecutor = taskExecutor;
  }

  /**
   * Connects the map.
   *
   * @param shown visible area; null for the whole world
   * @param area drawn area
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

  /** Sets whether the map is visible. When it is hidden, its last view stays in the filter. */
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

  /** Filters by the map view. */
  public void useMapView() {
    place.set(mapShown ? AreaSource.VIEW : AreaSource.LAST_VIEW);
    drawn.set(Optional.empty());
    change(now.withArea(Optional.ofNullable(view.getValue())));
  }

  /** Whether an area is drawn. */
  public boolean hasDrawn() {
    return drawn.get().isPresent();
  }

  /** Restores the filter of an earlier search. */
  public void show(SearchFilter other) {
    following.cancel();
    drawn.set(Optional.empty());
    place.set(other.area().isPresent() ? AreaSource.SAVED : AreaSource.ANYWHERE);
    change(other);
  }

  /** Whether only images without a location match. */
  public void withoutLocation(boolean only) {
    if (only) {
      leaveArea();
    }
    change(now.withLocationMissing(only));
  }

  /** Whether only images without a date match. */
  public void withoutDate(boolean only) {
    change(now.withDateMissing(only));
  }

  /** Sets the date range; an empty end is open. */
  public void dates(Optional<LocalDate> first, Optional<LocalDate> last) {
    change(now.withDates(first, last));
  }

  /** Sets the range of ground sample distances in meters per pixel; an empty end is open. */
  public void groundSampleDistance(OptionalDouble finest, OptionalDouble coarsest) {
    change(now.withGsd(finest, coarsest));
  }

  /** Sets the collections; all match if the set is empty. */
  public void collections(Set<String> names) {
    change(now.withCollections(names));
  }

  /** Renames a collection in the filter, so that it still matches the same images. */
  public void renameCollection(String name, String other) {
    if (now.collections().contains(name)) {
      Set<String> names = new HashSet<>(now.collections());
      names.remove(name);
      names.add(other);
      change(now.withCollections(names));
    }
  }

  /** Sets the tags that images must have. */
  public void tags(Set<String> all) {
    change(now.withTags(all));
  }

  private void leaveArea() {
    following.cancel();
    place.set(AreaSource.ANYWHERE);
    drawn.set(Optional.empty());
  }

  /** Removes a criterion. */
  public void drop(Criterion criterion) {
    if (criterion == Criterion.AREA) {
      leaveArea();
    }
    change(without(now, criterion));
  }

  /** Removes all criteria. */
  public void clear() {
    leaveArea();
    change(SearchFilter.NONE);
  }

  /** A filter without a criterion. */
  static SearchFilter without(SearchFilter filter, Criterion criterion) {
    return switch (criterion) {
      case AREA -> filter.withArea(Optional.empty());
      case NO_LOCATION -> filter.withLocationMissing(false);
      case DATES -> filter.withDates(Optional.empty(), Optional.empty());
      case NO_DATE -> filter.withDateMissing(false);
      case COLLECTIONS -> filter.withCollections(Set.of());
      case RESOLUTION -> filter.withGsd(OptionalDouble.empty(), OptionalDouble.empty());
      case TAGS -> filter.withTags(Set.of());
      case SUBSET -> filter.withSubset(Optional.empty());
    };
  }

  private void change(SearchFilter wanted) {
    now = wanted;
    arrange();
    // Last: listeners start a search, which reads the criteria.
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
    if (now.subset().isPresent()) {
      asked.add(Criterion.SUBSET);
    }
    // Also if the criteria are equal: their values may have changed.
    parts.setAll(asked);
  }

  /** The filter. */
  public ReadOnlyObjectProperty<SearchFilter> filterProperty() {
    return filter.getReadOnlyProperty();
  }

  /** The filter. */
  public SearchFilter filter() {
    return now;
  }

  /** Source of the area filter. */
  public ReadOnlyObjectProperty<AreaSource> areaSourceProperty() {
    return place.getReadOnlyProperty();
  }

  /** The active criteria. */
  public ObservableList<Criterion> criteria() {
    return readOnlyParts;
  }
}
