package org.kamcl.explorer.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.Messages;

/** Which bands of a scene are shown as red, green and blue, and how their values are stretched. */
final class BandsPane extends VBox {
  private static final int COLORS = 3;

  /** Percentiles that become black and white. */
  private record Stretch(double low, double high) {}

  private static final List<Stretch> STRETCHES =
      List.of(new Stretch(2, 98), new Stretch(0.5, 99.5), new Stretch(0, 100));

  private final List<ComboBox<Integer>> bands = new ArrayList<>();
  private final CheckBox gray = new CheckBox();
  private final ComboBox<Stretch> stretch = new ComboBox<>();
  private final Consumer<Optional<BandRendering>> chosen;
  private final Messages messages;
  private final SimpleBooleanProperty showing = new SimpleBooleanProperty();

  /**
   * @param count number of bands
   * @param shown the rendering now
   * @param chosen receives another rendering, or nothing for that of the collection
   */
  BandsPane(
      int count, BandRendering shown, Consumer<Optional<BandRendering>> chosen, Messages messages) {
    this.chosen = chosen;
    this.messages = messages;
    setId("bands-pane");
    getStyleClass().addAll("popover-content", "bands-pane");
    Label title = new Label(messages.text("inspect.bands.title", count));
    title.getStyleClass().add("bold");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("bands-grid");
    List<String> names =
        List.of(
            messages.text("inspect.bands.red"),
            messages.text("inspect.bands.green"),
            messages.text("inspect.bands.blue"));
    for (int color = 0; color < COLORS; color++) {
      ComboBox<Integer> band = new ComboBox<>();
      band.getItems().setAll(IntStream.rangeClosed(1, count).boxed().toList());
      band.setId("band-" + color);
      band.setAccessibleText(names.get(color));
      band.setConverter(converter(number -> messages.text("inspect.bands.band", number)));
      bands.add(band);
      Label name = new Label(names.get(color));
      if (color == 0) {
        name.textProperty()
            .bind(
                javafx.beans.binding.Bindings.when(gray.selectedProperty())
                    .then(messages.text("inspect.bands.gray"))
                    .otherwise(names.get(0)));
      } else {
        name.disableProperty().bind(gray.selectedProperty());
        band.disableProperty().bind(gray.selectedProperty());
      }
      grid.addRow(color, name, band);
    }
    gray.setText(messages.text("inspect.bands.single"));
    gray.setId("band-single");
    stretch.setId("band-stretch");
    stretch.setConverter(converter(this::name));
    stretch.getItems().setAll(STRETCHES);
    grid.addRow(COLORS, new Label(messages.text("inspect.bands.stretch")), stretch);
    Hyperlink reset = new Hyperlink(messages.text("inspect.bands.reset"));
    reset.setId("bands-reset");
    reset.setOnAction(event -> chosen.accept(Optional.empty()));
    Label note = new Label(messages.text("inspect.bands.note"));
    note.setWrapText(true);
    note.getStyleClass().addAll("small", "muted");
    getChildren().addAll(title, gray, grid, reset, note);
    show(shown);
    bands.forEach(band -> band.valueProperty().addListener((property, before, now) -> choose()));
    gray.selectedProperty().addListener((property, before, now) -> choose());
    stretch.valueProperty().addListener((property, before, now) -> choose());
  }

  /** Shows the rendering that is used now. */
  void show(BandRendering shown) {
    showing.set(true);
    List<Integer> numbers = shown.bands();
    gray.setSelected(numbers.size() == 1);
    for (int color = 0; color < COLORS; color++) {
      int last = bands.get(color).getItems().size();
      int number = numbers.size() == COLORS ? numbers.get(color) : Math.min(color + 1, last);
      bands.get(color).setValue(number);
    }
    if (numbers.size() == 1) {
      bands.get(0).setValue(numbers.get(0));
    }
    Stretch used = new Stretch(shown.lowPercentile(), shown.highPercentile());
    if (!stretch.getItems().contains(used)) {
      stretch.getItems().add(used);
    }
    stretch.setValue(used);
    showing.set(false);
  }

  private void choose() {
    if (showing.get()) {
      return;
    }
    List<Integer> numbers =
        gray.isSelected()
            ? List.of(bands.get(0).getValue())
            : bands.stream().map(ComboBox::getValue).toList();
    Stretch used = stretch.getValue();
    chosen.accept(Optional.of(new BandRendering(numbers, used.low(), used.high())));
  }

  private String name(Stretch used) {
    return used.low() == 0 && used.high() == 100
        ? messages.text("inspect.bands.stretch.all")
        : messages.text("inspect.bands.stretch.part", used.low(), used.high());
  }

  private static <T> StringConverter<T> converter(java.util.function.Function<T, String> name) {
    return new DisplayConverter<>(name);
  }
}
