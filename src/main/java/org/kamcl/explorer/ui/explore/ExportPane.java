package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.ui.text.Messages;

/** Export options: hits, format and file. */
public final class ExportPane extends VBox {
  /** Asks where to write a file. */
  @FunctionalInterface
  public interface SaveDialog {
    /**
     * @param suggested default file
     * @return empty if the dialog was canceled
     */
    Optional<Path> ask(Path suggested);
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
            case ALL -> "export.all";
          };
      RadioButton button =
          radio(scope, messages.text(key, model.count(one)), one, model.scopeProperty());
      button.setDisable(model.count(one) == 0);
      scopes.getChildren().add(button);
    }
    VBox formats = section(messages.text("export.format"));
    ToggleGroup format = new ToggleGroup();
    for (ExportFormat one : model.formats()) {
      String title = messages.text("export." + one.id());
      formats.getChildren().add(radio(format, title, one, model.formatProperty()));
    }
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
        event -> dialog.ask(Path.of(file.getText())).map(Path::toString).ifPresent(file::setText));
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
    button.setSelected(chosen.get() == value);
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
