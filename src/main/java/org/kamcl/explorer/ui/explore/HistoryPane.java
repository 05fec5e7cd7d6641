package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Recent or saved searches: run, rename, delete. */
final class HistoryPane extends VBox {
  private static final double TALLEST = 420;

  private final HistoryViewModel history;
  private final Messages messages;
  private final VBox list = new VBox();

  private HistoryPane(HistoryViewModel history, Messages messages) {
    this.history = history;
    this.messages = messages;
    getStyleClass().addAll("popover-content", "history");
    list.getStyleClass().add("history-list");
  }

  /** Recent searches. */
  static HistoryPane recent(HistoryViewModel history, Messages messages) {
    HistoryPane pane = new HistoryPane(history, messages);
    Hyperlink clear = new Hyperlink(messages.text("search.recent.clear"));
    clear.setOnAction(event -> history.clear());
    Label title = new Label(messages.text("search.recent"));
    title.getStyleClass().add("bold");
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    HBox head = new HBox(title, clear);
    head.setAlignment(Pos.CENTER_LEFT);
    pane.fill(head, history.recent(), messages.text("search.recent.none"));
    return pane;
  }

  /** Saved searches, and a field to save the current one. */
  static HistoryPane saved(HistoryViewModel history, Messages messages) {
    HistoryPane pane = new HistoryPane(history, messages);
    TextField name = new TextField(history.suggestedName());
    name.setId("save-name");
    name.setPromptText(messages.text("search.save.name"));
    HBox.setHgrow(name, Priority.ALWAYS);
    Button save = new Button(messages.text("search.save"));
    save.getStyleClass().add(Styles.ACCENT);
    save.setMinWidth(USE_PREF_SIZE);
    save.disableProperty().bind(name.textProperty().isEmpty());
    save.setOnAction(event -> history.save(name.getText()));
    name.setOnAction(event -> history.save(name.getText()));
    HBox head = new HBox(name, save);
    head.getStyleClass().add("history-head");
    head.setDisable(history.suggestedName().isEmpty());
    pane.fill(head, history.saved(), messages.text("search.saved.none"));
    return pane;
  }

  private void fill(Node head, ObservableList<SearchLibrary.Entry> entries, String none) {
    ScrollPane scroll = new ScrollPane(list);
    scroll.getStyleClass().add("popover-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMaxHeight(TALLEST);
    getChildren().addAll(head, scroll);
    Runnable show =
        () -> {
          list.getChildren().setAll(entries.stream().map(this::row).toList());
          if (entries.isEmpty()) {
            Label nothing = new Label(none);
            nothing.getStyleClass().add("muted");
            nothing.setWrapText(true);
            list.getChildren().add(nothing);
          }
        };
    entries.addListener((ListChangeListener<SearchLibrary.Entry>) change -> show.run());
    show.run();
  }

  private HBox row(SearchLibrary.Entry entry) {
    Button run = new Button();
    run.getStyleClass().setAll("history-run");
    run.setGraphic(words(entry));
    run.setMaxWidth(Double.MAX_VALUE);
    run.setAlignment(Pos.CENTER_LEFT);
    run.setAccessibleText(history.title(entry));
    HBox.setHgrow(run, Priority.ALWAYS);
    run.setOnAction(
        event -> {
          history.run(entry);
          getScene().getWindow().hide();
        });
    HBox row = new HBox(run);
    row.getStyleClass().add("history-row");
    row.setAlignment(Pos.CENTER_LEFT);
    if (!entry.name().isEmpty()) {
      Button rename =
          Icons.button("fth-edit-2", messages.text("search.rename"), () -> rename(row, entry));
      rename.getStyleClass().add(Styles.FLAT);
      row.getChildren().add(rename);
    }
    Button delete =
        Icons.button("fth-x", messages.text("search.delete"), () -> history.delete(entry));
    delete.getStyleClass().add(Styles.FLAT);
    row.getChildren().add(delete);
    return row;
  }

  private VBox words(SearchLibrary.Entry entry) {
    Label title = new Label(history.title(entry));
    title.setTextOverrun(OverrunStyle.ELLIPSIS);
    String when =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(messages.locale())
            .format(entry.lastUsed().atZone(ZoneId.systemDefault()));
    int parts = entry.request().filter().isEmpty() ? 0 : 1;
    Label note = new Label(messages.text("search.entry", entry.strongMatches(), parts, when));
    note.getStyleClass().addAll("small", "muted");
    return new VBox(title, note);
  }

  private void rename(HBox row, SearchLibrary.Entry entry) {
    TextField field = new TextField(entry.name());
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setOnAction(event -> history.rename(entry, field.getText()));
    row.getChildren().set(0, field);
    field.requestFocus();
    field.selectAll();
  }
}
