package org.kamcl.explorer.ui.explore;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.ui.text.Messages;

/** All filters, and the number of images that match. */
final class FilterPane extends VBox {
  private static final double TALLEST_LIST = 130;

  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final Messages messages;

  FilterPane(FilterViewModel filters, FacetsViewModel facets, Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.messages = messages;
    setId("filter-pane");
    getStyleClass().addAll("popover-content", "filter-pane");
    FacetsViewModel.Ranges ranges = facets.rangesProperty().get();
    getChildren().addAll(place(ranges), dates(ranges));
    if (ranges.coarsestGsd() > ranges.finestGsd()) {
      getChildren().add(resolution(ranges));
    }
    if (!facets.collections().isEmpty()) {
      getChildren().add(collections());
    }
    if (!facets.tags().isEmpty()) {
      getChildren().add(tags());
    }
    getChildren().add(foot());
  }

  private VBox section(String title, Node... content) {
    Label head = new Label(title);
    head.getStyleClass().add("bold");
    VBox section = new VBox(head);
    section.getChildren().addAll(content);
    section.getStyleClass().add("filter-section");
    return section;
  }

  private static CheckBox check(String text, boolean on, Consumer<Boolean> chosen) {
    CheckBox box = new CheckBox(text);
    box.setSelected(on);
    box.selectedProperty().addListener((property, before, now) -> chosen.accept(now));
    return box;
  }

  private VBox place(FacetsViewModel.Ranges ranges) {
    boolean inView =
        filters.areaSourceProperty().get() == FilterViewModel.AreaSource.VIEW
            || filters.areaSourceProperty().get() == FilterViewModel.AreaSource.LAST_VIEW;
    CheckBox view =
        check(
            messages.text("filter.view"),
            inView,
            on -> {
              if (on) {
                filters.useMapView();
              } else {
                filters.drop(FilterViewModel.Criterion.AREA);
              }
            });
    view.setId("filter-view");
    CheckBox unplaced =
        check(
            messages.text("filter.unlocated", ranges.withoutLocation()),
            filters.filter().locationMissing(),
            filters::withoutLocation);
    unplaced.setDisable(ranges.withoutLocation() == 0);
    // The two exclude each other.
    filters
        .areaSourceProperty()
        .addListener(
            (property, before, now) ->
                view.setSelected(
                    now == FilterViewModel.AreaSource.VIEW
                        || now == FilterViewModel.AreaSource.LAST_VIEW));
    filters
        .filterProperty()
        .addListener((property, before, now) -> unplaced.setSelected(now.locationMissing()));
    Label hint = new Label(messages.text("filter.draw.hint"));
    hint.getStyleClass().addAll("small", "muted");
    hint.setWrapText(true);
    return section(messages.text("filter.location"), view, unplaced, hint);
  }

  private VBox dates(FacetsViewModel.Ranges ranges) {
    VBox section = section(messages.text("filter.date"));
    if (ranges.firstDate().isPresent() && !ranges.firstDate().equals(ranges.lastDate())) {
      DateScale scale =
          new DateScale(ranges.firstDate().orElseThrow(), ranges.lastDate().orElseThrow());
      section
          .getChildren()
          .add(
              new RangePane(
                  RangePane.Kind.DATE,
                  scale,
                  filters.filterProperty(),
                  () ->
                      new RangeScale.Range(
                          day(filters.filter().since()), day(filters.filter().until())),
                  range -> filters.dates(date(range.low()), date(range.high())),
                  messages));
    }
    CheckBox undated =
        check(
            messages.text("filter.undated", ranges.withoutDate()),
            filters.filter().dateMissing(),
            filters::withoutDate);
    undated.setDisable(ranges.withoutDate() == 0);
    // Dates and this exclude each other.
    filters
        .filterProperty()
        .addListener((property, before, now) -> undated.setSelected(now.dateMissing()));
    section.getChildren().add(undated);
    return section;
  }

  private static OptionalDouble day(Optional<LocalDate> date) {
    return date.map(day -> OptionalDouble.of((double) day.toEpochDay()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<LocalDate> date(OptionalDouble value) {
    return value.isPresent() ? Optional.of(DateScale.date(value.getAsDouble())) : Optional.empty();
  }

  private VBox resolution(FacetsViewModel.Ranges ranges) {
    GsdScale scale = new GsdScale(ranges.finestGsd(), ranges.coarsestGsd(), messages.locale());
    return section(
        messages.text("filter.gsd"),
        new RangePane(
            RangePane.Kind.GSD,
            scale,
            filters.filterProperty(),
            () ->
                new RangeScale.Range(
                    logarithm(filters.filter().minGsd()), logarithm(filters.filter().maxGsd())),
            range -> filters.groundSampleDistance(meters(range.low()), meters(range.high())),
            messages));
  }

  private static OptionalDouble logarithm(OptionalDouble meters) {
    return meters.isPresent()
        ? OptionalDouble.of(Math.log(meters.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static OptionalDouble meters(OptionalDouble value) {
    return value.isPresent()
        ? OptionalDouble.of(GsdScale.meters(value.getAsDouble()))
        : OptionalDouble.empty();
  }

  private VBox collections() {
    VBox list = new VBox();
    list.getStyleClass().add("filter-list");
    for (ImageCollections.Info info : facets.collections()) {
      list.getChildren()
          .add(
              check(
                  messages.text("filter.collection", info.name(), info.images()),
                  filters.filter().collections().contains(info.name()),
                  on ->
                      filters.collections(
                          changed(filters.filter().collections(), info.name(), on))));
    }
    return section(messages.text("filter.collections"), scrolling(list));
  }

  private VBox tags() {
    VBox list = new VBox();
    list.getStyleClass().add("filter-list");
    for (String tag : facets.tags()) {
      list.getChildren()
          .add(
              check(
                  tag,
                  filters.filter().tags().contains(tag),
                  on -> filters.tags(changed(filters.filter().tags(), tag, on))));
    }
    return section(messages.text("filter.tags"), scrolling(list));
  }

  private static Set<String> changed(Set<String> before, String name, boolean on) {
    Set<String> now = new TreeSet<>(before);
    if (on) {
      now.add(name);
    } else {
      now.remove(name);
    }
    return now;
  }

  private static Node scrolling(VBox list) {
    ScrollPane scroll = new ScrollPane(list);
    scroll.getStyleClass().add("popover-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(TALLEST_LIST);
    return scroll;
  }

  private HBox foot() {
    Label left = new Label();
    left.getStyleClass().add("muted");
    left.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    facets.matchingImagesProperty().get() < 0
                        ? ""
                        : messages.text("filter.matching", facets.matchingImagesProperty().get()),
                facets.matchingImagesProperty()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button clear = new Button(messages.text("filter.clear"));
    clear.setOnAction(
        event -> {
          filters.clear();
          getScene().getWindow().hide();
        });
    clear.disableProperty().bind(Bindings.isEmpty(filters.criteria()));
    HBox foot = new HBox(left, gap, clear);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }
}
