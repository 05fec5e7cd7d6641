package org.kamcl.explorer.ui.explore;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
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
import org.controlsfx.control.RangeSlider;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** All filters, and the number of images that match. */
final class FilterPane extends VBox {
  private static final double TALLEST_LIST = 130;

  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final Messages messages;
  private final GeoFormatter places;

  FilterPane(FilterViewModel filters, FacetsViewModel facets, Messages messages) {
    this.filters = filters;
    this.facets = facets;
    this.messages = messages;
    this.places = new GeoFormatter(messages);
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
      LocalDate first = ranges.firstDate().orElseThrow();
      long days = ranges.lastDate().orElseThrow().toEpochDay() - first.toEpochDay();
      SearchFilter now = filters.filter();
      double low = now.since().map(d -> (double) d.toEpochDay() - first.toEpochDay()).orElse(0.0);
      double high =
          now.until().map(d -> (double) d.toEpochDay() - first.toEpochDay()).orElse((double) days);
      section
          .getChildren()
          .add(
              range(
                  messages.text("filter.date"),
                  new double[] {0, days, low, high},
                  value -> first.plusDays(Math.round(value)).toString(),
                  (from, to) ->
                      filters.dates(
                          from <= 0.5
                              ? Optional.empty()
                              : Optional.of(first.plusDays(Math.round(from))),
                          to >= days - 0.5
                              ? Optional.empty()
                              : Optional.of(first.plusDays(Math.round(to))))));
    }
    CheckBox undated =
        check(
            messages.text("filter.undated", ranges.withoutDate()),
            filters.filter().dateMissing(),
            filters::withoutDate);
    undated.setDisable(ranges.withoutDate() == 0);
    section.getChildren().add(undated);
    return section;
  }

  /** Ground sample distances differ by factors, so the slider is logarithmic. */
  private VBox resolution(FacetsViewModel.Ranges ranges) {
    double least = Math.log(ranges.finestGsd());
    double most = Math.log(ranges.coarsestGsd());
    SearchFilter now = filters.filter();
    double low = now.minGsd().isPresent() ? Math.log(now.minGsd().getAsDouble()) : least;
    double high = now.maxGsd().isPresent() ? Math.log(now.maxGsd().getAsDouble()) : most;
    double edge = (most - least) / 200;
    return section(
        messages.text("filter.gsd"),
        range(
            messages.text("filter.gsd"),
            new double[] {least, most, low, high},
            value -> places.length(Math.exp(value)),
            (from, to) ->
                filters.groundSampleDistance(
                    from <= least + edge
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(rounded(Math.exp(from))),
                    to >= most - edge
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(rounded(Math.exp(to))))));
  }

  /** Rounds to the number of digits that is displayed, so that the label shows the exact filter. */
  private static double rounded(double metres) {
    double step = Math.pow(10, Math.floor(Math.log10(metres)) - 1);
    return Math.rint(metres / step) * step;
  }

  /**
   * @param bounds minimum, maximum, low and high value
   * @param changed receives both ends when a thumb is released or moved by a key
   */
  private VBox range(
      String name,
      double[] bounds,
      DoubleFunction<String> text,
      BiConsumer<Double, Double> changed) {
    RangeSlider slider = new RangeSlider(bounds[0], bounds[1], bounds[2], bounds[3]);
    slider.setAccessibleText(name);
    slider.setBlockIncrement((bounds[1] - bounds[0]) / 50);
    Label low = new Label();
    Label high = new Label();
    low.getStyleClass().add("small");
    high.getStyleClass().add("small");
    low.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> text.apply(slider.getLowValue()), slider.lowValueProperty()));
    high.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> text.apply(slider.getHighValue()), slider.highValueProperty()));
    Runnable report = () -> changed.accept(slider.getLowValue(), slider.getHighValue());
    slider.lowValueChangingProperty().addListener((p, before, now) -> reportAfterDrag(now, report));
    slider
        .highValueChangingProperty()
        .addListener((p, before, now) -> reportAfterDrag(now, report));
    slider.setOnKeyReleased(event -> report.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new VBox(slider, new HBox(low, gap, high));
  }

  private static void reportAfterDrag(boolean changing, Runnable report) {
    if (!changing) {
      report.run();
    }
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
