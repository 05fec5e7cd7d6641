package org.kamcl.explorer.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.words.Messages;

/** Small panes that open over the window: jobs and settings. */
final class Popovers {
  private static final Duration FADE = Duration.millis(120);

  private final Messages messages;

  Popovers(Messages messages) {
    this.messages = messages;
  }

  private static PopOver popover(Node content, PopOver.ArrowLocation from) {
    PopOver popover = new PopOver(content);
    popover.getRoot().getStylesheets().add(Theme.popoverSheet());
    popover.setArrowSize(0);
    popover.setArrowIndent(0);
    popover.setArrowLocation(from);
    popover.setCornerRadius(6);
    popover.setDetachable(false);
    popover.setHeaderAlwaysVisible(false);
    popover.setFadeInDuration(FADE);
    popover.setFadeOutDuration(FADE);
    return popover;
  }

  /** All jobs, each with its progress and a way to stop it. */
  PopOver jobs(JobsViewModel jobs) {
    VBox list = new VBox();
    list.getStyleClass().add("popover-content");
    Runnable show =
        () -> {
          list.getChildren().clear();
          for (JobViewModel job : jobs.running()) {
            list.getChildren().add(row(job));
          }
          if (jobs.running().isEmpty()) {
            Label none = new Label(messages.text("jobs.none"));
            none.getStyleClass().add("muted");
            list.getChildren().add(none);
          }
        };
    jobs.running().addListener((ListChangeListener<JobViewModel>) change -> show.run());
    show.run();
    return popover(list, PopOver.ArrowLocation.BOTTOM_RIGHT);
  }

  private Node row(JobViewModel job) {
    Label title = new Label(job.title());
    title.getStyleClass().add("bold");
    Label message = new Label();
    message.getStyleClass().addAll("small", "muted");
    message.textProperty().bind(job.messageProperty());
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.progressProperty().bind(job.progressProperty());
    VBox words = new VBox(title, bar, message);
    words.getStyleClass().add("job-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    Button cancel = Icons.button("fth-x", messages.text("jobs.cancel"), job::cancel);
    cancel.getStyleClass().add(Styles.FLAT);
    HBox row = new HBox(Icons.of("fth-database"), words, cancel);
    row.getStyleClass().add("job-row");
    return row;
  }

  /**
   * Colours and text size.
   *
   * @param choose another theme
   */
  PopOver settings(Theme now, TextSize size, Consumer<Theme> choose) {
    ToggleButton light = new ToggleButton(messages.text("settings.light"), Icons.of("fth-sun"));
    ToggleButton dark = new ToggleButton(messages.text("settings.dark"), Icons.of("fth-moon"));
    ToggleGroup group = new ToggleGroup();
    light.setToggleGroup(group);
    dark.setToggleGroup(group);
    group.selectToggle(now == Theme.LIGHT ? light : dark);
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, chosen) -> {
              if (chosen == null) {
                group.selectToggle(before);
              } else {
                choose.accept(chosen == light ? Theme.LIGHT : Theme.DARK);
              }
            });
    SegmentedButton themes = new SegmentedButton(light, dark);
    themes.setToggleGroup(group);
    Label percent = new Label();
    percent.getStyleClass().add("settings-percent");
    Runnable show =
        () -> percent.setText(messages.text("settings.percent", Math.round(size.factor() * 100)));
    size.pixelsProperty().addListener((property, before, pixels) -> show.run());
    show.run();
    HBox sizes =
        new HBox(
            Icons.button("fth-minus", messages.text("settings.smaller"), () -> size.change(-1)),
            percent,
            Icons.button("fth-plus", messages.text("settings.larger"), () -> size.change(1)));
    sizes.setAlignment(Pos.CENTER_LEFT);
    sizes.getStyleClass().add("settings-sizes");
    GridPane grid = new GridPane();
    grid.getStyleClass().addAll("popover-content", "settings-grid");
    grid.addRow(0, label(messages.text("settings.theme")), themes);
    grid.addRow(1, label(messages.text("settings.text")), sizes);
    return popover(grid, PopOver.ArrowLocation.LEFT_BOTTOM);
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
