package org.kamcl.explorer.ui.scoremap;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.heatmap.HeatMapScale;
import org.kamcl.explorer.ui.heatmap.OpacitySlider;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * What the colors of a score map mean: the query, the scale in words and numbers, the score under
 * the pointer, the opacity. While a map is made it shows how far that is, and if there is none why.
 */
public final class ScoreMapLegend extends VBox {
  /** Below this height of the parent the legend is small, in font sizes. */
  private static final double LOW = 40;

  private final ScoreMapViewModel model;
  private final Messages messages;
  private final Label title = new Label();
  private final Label state = new Label();
  private final Label low = new Label();
  private final Label high = new Label();
  private final Label value = new Label();
  private final Label meaning = new Label();
  private final Label noPlace = new Label();
  private final Hyperlink other = new Hyperlink();
  private final HBox work;
  private final VBox scale;
  private final HBox opacity;
  private final FlowPane foot;
  private final ComboBox<Optional<String>> words;
  private final boolean onMap;

  /**
   * @param onMap whether the legend is on the map, where it is small, and not over an image
   * @param show shows the map in the other place: on the map, or the whole scene
   */
  public ScoreMapLegend(
      ScoreMapViewModel model,
      ScoreMapSaver saver,
      boolean onMap,
      Runnable show,
      Messages messages) {
    this.model = model;
    this.messages = messages;
    this.onMap = onMap;
    setId(onMap ? "score-legend-map" : "score-legend");
    getStyleClass().addAll("map-card", "score-legend");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    title.getStyleClass().add("bold");
    title.setWrapText(true);
    title.setMaxWidth(Double.MAX_VALUE);
    for (Label small : new Label[] {state, low, high, value, meaning, noPlace}) {
      small.getStyleClass().addAll("small", "muted");
      small.setWrapText(true);
      small.setMinHeight(USE_PREF_SIZE);
    }
    state.setId(onMap ? "score-state-map" : "score-state");
    value.setId(onMap ? "score-value-map" : "score-value");
    low.setMinWidth(USE_PREF_SIZE);
    high.setMinWidth(USE_PREF_SIZE);
    meaning.setText(messages.text("scoremap.meaning"));
    noPlace.setText(messages.text("scoremap.noplace"));
    other.setText(messages.text(onMap ? "scoremap.scene" : "scoremap.map"));
    other.setOnAction(event -> show.run());
    other.setMinWidth(USE_PREF_SIZE);
    work = work();
    scale = scale();
    opacity =
        new OpacitySlider(
            onMap ? "score-opacity-map" : "score-opacity",
            ScoreMapViewModel.OPACITY,
            model.opacityProperty(),
            messages);
    foot = new FlowPane(save(saver), contours(), other);
    foot.getStyleClass().add("score-tools");
    words = words();
    getChildren().addAll(head(), words, state, work, scale, meaning, noPlace, opacity, foot);
    model.drawnProperty().addListener((property, before, now) -> show());
    model.stateProperty().addListener((property, before, now) -> show());
    model.problemProperty().addListener((property, before, now) -> show());
    model.pendingProperty().addListener((property, before, now) -> show());
    model.pointer().scoreProperty().addListener((property, before, now) -> showValue());
    parentProperty()
        .addListener(
            (property, before, parent) -> {
              if (parent instanceof Region around) {
                around.heightProperty().addListener((height, then, now) -> show());
              }
            });
    visibleProperty().bind(onMap ? model.onMapProperty() : model.overImageProperty());
    managedProperty().bind(visibleProperty());
    show();
  }

  private Node head() {
    Button close =
        Icons.button(
            "fth-x",
            messages.text("scoremap.close"),
            () -> (onMap ? model.onMapProperty() : model.overImageProperty()).set(false));
    close.getStyleClass().addAll(Styles.FLAT, "score-close");
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox head = new HBox(title, close);
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  private HBox work() {
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(model.progressProperty());
    bar.setAccessibleText(messages.text("scoremap.progress"));
    HBox.setHgrow(bar, Priority.ALWAYS);
    Hyperlink cancel = new Hyperlink(messages.text("jobs.cancel"));
    cancel.setId(onMap ? "score-cancel-map" : "score-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    cancel.setOnAction(event -> model.cancel());
    HBox line = new HBox(bar, cancel);
    line.getStyleClass().add("score-foot");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private VBox scale() {
    Region bar = HeatMapScale.create();
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    // As on a picture of medium brightness, since low scores are clear.
    StackPane ground = new StackPane(bar);
    ground.getStyleClass().add("score-ground");
    VBox box = new VBox(ground, new HBox(low, between, high), value);
    box.getStyleClass().add("heat-scale-box");
    return box;
  }

  /** Chooses what is looked for; shown if the query has several terms or words. */
  private ComboBox<Optional<String>> words() {
    ComboBox<Optional<String>> box = new ComboBox<>();
    box.setId(onMap ? "score-words-map" : "score-words");
    box.setAccessibleText(messages.text("scoremap.words"));
    box.setConverter(
        new DisplayConverter<>(word -> word.orElseGet(() -> messages.text("heat.word.all"))));
    box.setMaxWidth(Double.MAX_VALUE);
    box.visibleProperty().bind(Bindings.isNotEmpty(model.focus().choices()));
    box.managedProperty().bind(box.visibleProperty());
    InvalidationListener offered =
        change -> {
          Optional<String> chosen = model.focus().wordProperty().get();
          if (!box.getItems().equals(model.focus().choices())) {
            box.getItems().setAll(model.focus().choices());
          }
          box.setValue(model.focus().choices().contains(chosen) ? chosen : null);
        };
    model.focus().choices().addListener(offered);
    model.focus().wordProperty().addListener(offered);
    offered.invalidated(null);
    box.setOnAction(
        event -> {
          Optional<String> chosen = box.getValue();
          // While other words are offered, none is chosen for a moment.
          if (chosen != null) {
            model.focus().choose(chosen);
          }
        });
    return box;
  }

  private MenuButton contours() {
    MenuButton button = new MenuButton(messages.text("scoremap.contours"));
    button.setId(onMap ? "score-contours-map" : "score-contours");
    button.getStyleClass().add(Styles.DENSE);
    button.setMinWidth(USE_PREF_SIZE);
    Tips.set(button, messages.text("scoremap.contours.tip"));
    CheckMenuItem shown = new CheckMenuItem(messages.text("scoremap.contours.show"));
    shown.selectedProperty().bindBidirectional(model.contours().shownProperty());
    button.getItems().addAll(shown, new SeparatorMenuItem());
    for (double level : ScoreContours.CHOICES) {
      CheckMenuItem item =
          new CheckMenuItem(messages.text("settings.percent", Math.round(100 * level)));
      item.setSelected(model.contours().levelsProperty().get().contains(level));
      item.setOnAction(event -> model.contours().choose(level, item.isSelected()));
      model
          .contours()
          .levelsProperty()
          .addListener((property, before, now) -> item.setSelected(now.contains(level)));
      button.getItems().add(item);
    }
    return button;
  }

  private MenuButton save(ScoreMapSaver saver) {
    MenuItem tiff = new MenuItem(messages.text("scoremap.save.tiff"));
    tiff.setOnAction(event -> saver.saveGeoTiff());
    MenuItem contours = new MenuItem(messages.text("scoremap.save.contours"));
    contours.setOnAction(event -> saver.saveContours());
    contours
        .disableProperty()
        .bind(model.contours().levelsProperty().map(List::isEmpty).orElse(true));
    MenuButton button = new MenuButton(messages.text("heat.save"), null, tiff, contours);
    button.setId(onMap ? "score-save-map" : "score-save");
    button.getStyleClass().add(Styles.DENSE);
    button.setMinWidth(USE_PREF_SIZE);
    Tips.set(button, messages.text("scoremap.save.tip"));
    return button;
  }

  private void show() {
    DrawnScores drawn = model.drawnProperty().get();
    boolean known = drawn != null;
    title.setText(
        known
            ? messages.text("scoremap.title.query", drawn.map().query())
            : messages.text("scoremap.title"));
    String problem = model.problemProperty().get();
    state.setText(problem.isEmpty() ? model.stateProperty().get() : problem);
    toggle(state, !state.getText().isEmpty());
    toggle(work, model.pendingProperty().get());
    toggle(scale, known);
    toggle(meaning, known && !onMap && !isLow());
    toggle(opacity, known);
    toggle(foot, known);
    boolean placed = known && drawn.onMap().isPresent();
    toggle(noPlace, known && onMap && !placed);
    toggle(other, placed);
    if (known) {
      ScoreGrid.Range range = drawn.map().grid().range();
      low.setText(messages.text("scoremap.low", number(range.low())));
      high.setText(messages.text("scoremap.high", number(range.high())));
      setAccessibleText(title.getText());
      Tooltip.install(scale, new Tooltip(tip(drawn.map())));
    }
    showValue();
  }

  /** Whether there is only space for the scale; its tooltip says what it means. */
  private boolean isLow() {
    return getParent() instanceof Region around
        && around.getHeight() > 0
        && around.getHeight() < LOW * title.getFont().getSize();
  }

  private String tip(SceneScoreMap map) {
    return messages.text("scoremap.tip", map.tiles(), messages.text("scoremap.meaning"));
  }

  private void showValue() {
    DrawnScores drawn = model.drawnProperty().get();
    value.setText(
        drawn == null
            ? ""
            : model
                .pointer()
                .scoreProperty()
                .get()
                .map(
                    score ->
                        messages.text(
                            "scoremap.pointed",
                            number(score),
                            Math.round(100 * drawn.map().grid().range().share(score))))
                .orElseGet(
                    () -> messages.text(onMap ? "scoremap.pointed.map" : "heat.pointed.none")));
  }

  private String number(float score) {
    return String.format(messages.locale(), "%.3f", score);
  }

  private static void toggle(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }
}
