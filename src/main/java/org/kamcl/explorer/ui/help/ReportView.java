package org.kamcl.explorer.ui.help;

import atlantafx.base.theme.Styles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.report.ReportFile;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * The report of a problem: its files with a preview, each with a check box, and where to save it.
 */
final class ReportView extends BorderPane {
  private static final int KILOBYTE = 1000;

  private final ReportViewModel model;
  private final Messages messages;
  private final ListView<ReportFile> files = new ListView<>();
  private final TextArea preview = new TextArea();

  /**
   * @param chooseFile asks where to save the report
   */
  ReportView(ReportViewModel model, Messages messages, Supplier<Optional<Path>> chooseFile) {
    this.model = model;
    this.messages = messages;
    setId("report");
    getStyleClass().add("help-page");
    setTop(header());
    files.setId("report-files");
    files.setItems(model.files());
    files.setCellFactory(view -> new FileCell());
    files.setAccessibleText(messages.text("help.report.files"));
    files.getStyleClass().add("report-files");
    files.setOnKeyPressed(
        event -> {
          ReportFile file = files.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.SPACE && file != null) {
            model.include(file, !model.includes(file));
            files.refresh();
          }
        });
    preview.setId("report-preview");
    preview.setEditable(false);
    preview.setAccessibleText(messages.text("help.report.preview"));
    preview.getStyleClass().add("report-preview");
    files
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, file) -> preview.setText(file == null ? "" : file.text()));
    model.files().addListener((ListChangeListener<ReportFile>) change -> select());
    HBox.setHgrow(preview, Priority.ALWAYS);
    HBox both = new HBox(files, preview);
    both.getStyleClass().add("report-content");
    setCenter(both);
    setBottom(footer(chooseFile));
    select();
  }

  private void select() {
    if (!model.files().isEmpty() && files.getSelectionModel().isEmpty()) {
      files.getSelectionModel().select(0);
    }
  }

  private VBox header() {
    Label title = new Label(messages.text("help.report.title"));
    title.getStyleClass().add("help-title");
    Label text = new Label(messages.text("help.report.text"));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    CheckBox personal = new CheckBox(messages.text("help.report.personal"));
    personal.setId("report-personal");
    personal.setWrapText(true);
    personal.selectedProperty().bindBidirectional(model.personalProperty());
    VBox header = new VBox(title, text, personal);
    header.getStyleClass().add("help-head");
    return header;
  }

  private HBox footer(Supplier<Optional<Path>> chooseFile) {
    Button save = new Button(messages.text("help.report.save"), Icons.of("fth-save"));
    save.setId("report-save");
    save.getStyleClass().add(Styles.ACCENT);
    save.setMinWidth(Region.USE_PREF_SIZE);
    save.setOnAction(event -> chooseFile.get().ifPresent(model::save));
    save.disableProperty().bind(model.collectingProperty().or(Bindings.isEmpty(model.files())));
    ProgressIndicator progress = new ProgressIndicator();
    progress.getStyleClass().add("help-progress");
    progress.visibleProperty().bind(model.collectingProperty());
    progress.managedProperty().bind(progress.visibleProperty());
    Label message = new Label();
    message.setId("report-message");
    message.setWrapText(true);
    message.textProperty().bind(model.messageProperty());
    InvalidationListener color =
        observable -> {
          message.getStyleClass().removeAll(List.of("text-danger", "text-ok"));
          message.getStyleClass().add(model.failedProperty().get() ? "text-danger" : "text-ok");
        };
    model.failedProperty().addListener(color);
    color.invalidated(model.failedProperty());
    HBox footer = new HBox(save, progress, message);
    footer.getStyleClass().add("help-foot");
    footer.setAlignment(Pos.CENTER_LEFT);
    return footer;
  }

  /** A file with a check box. */
  private final class FileCell extends ListCell<ReportFile> {
    private final CheckBox included = new CheckBox();

    FileCell() {
      // The list has the focus; Space switches the selected file.
      included.setFocusTraversable(false);
      included.setOnAction(
          event -> {
            if (getItem() != null) {
              model.include(getItem(), included.isSelected());
            }
          });
    }

    @Override
    protected void updateItem(ReportFile file, boolean empty) {
      super.updateItem(file, empty);
      if (empty || file == null) {
        setGraphic(null);
        setText(null);
      } else {
        int bytes = file.text().getBytes(StandardCharsets.UTF_8).length;
        setText(
            messages.text(
                "help.report.file", file.name(), (bytes + KILOBYTE - 1) / (double) KILOBYTE));
        included.setSelected(model.includes(file));
        included.setAccessibleText(file.name());
        setGraphic(included);
      }
    }
  }
}
