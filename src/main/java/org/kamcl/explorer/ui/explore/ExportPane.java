package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.text.Messages;

/** Export options: hits, format and file. */
public final class ExportPane extends VBox {
  /** Asks where to write a file. */
  @FunctionalInterface
  public interface SaveDialog {
    /**
     * @param suggested default file
     * @param kinds of files that can be written
     * @return empty if the dialog was canceled
     */
    Optional<Path> ask(Path suggested, List<FileDialogs.FileKind> kinds);
  }

  ExportPane(ExportViewModel model, SaveDialog dialog, Messages messages) {
    setId("export-pane");
    getStyleClass().addAll("popover-content", "export-pane");
    model.prepare();
    VBox scopes = section(messages.text("export.what"));
    ToggleGroup scope = new ToggleGroup();
    for (ExportViewModel.Scope one : ExportViewModel.Scope.values()) {
      String key =
          switch (one) {
            case STRONG -> "export.strong";
            case MARKED -> "export.marked";
            case FIRST -> "export.first";
            case ALL -> "export.all";
          };
      RadioButton button =
          radio(scope, messages.text(key, model.count(one)), one, model.scopeProperty());
      button.setDisable(model.count(one) == 0);
      scopes
          .getChildren()
          .add(one == ExportViewModel.Scope.FIRST ? first(model, button, messages) : button);
    }
    Label unlocated = new Label();
    unlocated.setId("export-unlocated");
    unlocated.setWrapText(true);
    unlocated.getStyleClass().addAll("small", "warn-text");
    unlocated.textProperty().bind(model.unlocatedProperty());
    VBox formats = section(messages.text("export.format"));
    Map<ExportFormat, RadioButton> formatButtons = new HashMap<>();
    ToggleGroup format = new ToggleGroup();
    for (ExportFormat one : model.formats()) {
      String title = messages.text("export." + one.id());
      RadioButton button = radio(format, title, one, model.formatProperty());
      formatButtons.put(one, button);
      formats.getChildren().add(button);
    }
    formats.getChildren().add(unlocated);
    TextField file = new TextField();
    file.setId("export-file");
    file.setAccessibleText(messages.text("export.file"));
    file.textProperty().bindBidirectional(model.fileProperty());
    // Show the file name, which is at the end of the path.
    Platform.runLater(file::end);
    HBox.setHgrow(file, Priority.ALWAYS);
    Button choose = new Button(messages.text("export.choose"));
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(
        event ->
            dialog
                .ask(Path.of(file.getText()), kinds(model, messages))
                .ifPresent(
                    chosen -> {
                      // The kind chosen in the dialog is the format.
                      model
                          .formatOf(chosen)
                          .map(formatButtons::get)
                          .ifPresent(b -> b.setSelected(true));
                      file.setText(chosen.toString());
                    }));
    HBox line = new HBox(file, choose);
    line.getStyleClass().add("history-head");
    Label replaces = new Label(messages.text("export.replaces"));
    replaces.getStyleClass().addAll("small", "warn-text");
    Runnable warn = () -> replaces.setVisible(model.replaces());
    file.textProperty().addListener((property, before, now) -> warn.run());
    warn.run();
    Button write = new Button(messages.text("export.write"));
    write.setId("export-write");
    write.getStyleClass().add(Styles.ACCENT);
    write.setDefaultButton(true);
    write.disableProperty().bind(file.textProperty().isEmpty());
    write.setOnAction(
        event -> {
          model.write();
          getScene().getWindow().hide();
        });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(replaces, gap, write);
    foot.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(scopes, formats, section(messages.text("export.file"), line), foot);
  }

  /** The best hits, with their number. */
  private static HBox first(ExportViewModel model, RadioButton button, Messages messages) {
    Spinner<Integer> number = new Spinner<>(1, model.mostHits(), model.firstProperty().get());
    number.setId("export-first");
    number.setEditable(true);
    number.getStyleClass().add("export-first");
    number.getEditor().setAccessibleText(messages.text("export.first.number"));
    number.setTooltip(new Tooltip(messages.text("export.first.number")));
    number
        .getEditor()
        .textProperty()
        .addListener((property, before, text) -> typed(number, text, model.mostHits()));
    number
        .valueProperty()
        .addListener(
            (property, before, hits) -> {
              model.firstProperty().set(hits);
              button.setSelected(true);
            });
    HBox line = new HBox(button, number);
    line.getStyleClass().add("history-head");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /** A number counts while it is typed; anything else is corrected when the focus leaves. */
  private static void typed(Spinner<Integer> spinner, String text, int most) {
    if (text.strip().matches("[1-9][0-9]{0,8}")) {
      int hits = Integer.parseInt(text.strip());
      if (hits <= most && hits != spinner.getValue()) {
        spinner.getValueFactory().setValue(hits);
      }
    }
  }

  private static List<FileDialogs.FileKind> kinds(ExportViewModel model, Messages messages) {
    return model.formats().stream()
        .map(one -> new FileDialogs.FileKind(messages.text("export." + one.id()), one.extension()))
        .toList();
  }

  private static VBox section(String title, HBox... content) {
    Label head = new Label(title);
    head.getStyleClass().add("bold");
    VBox section = new VBox(head);
    section.getChildren().addAll(content);
    section.getStyleClass().add("filter-section");
    return section;
  }

  private static <T> RadioButton radio(
      ToggleGroup group, String text, T value, ObjectProperty<T> chosen) {
    RadioButton button = new RadioButton(text);
    button.setToggleGroup(group);
    button.setSelected(value.equals(chosen.get()));
    button
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              if (now) {
                chosen.set(value);
              }
            });
    return button;
  }
}
