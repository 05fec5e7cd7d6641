package org.kamcl.explorer.ui.collections;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.ImageCollections.Info;
import org.kamcl.explorer.api.MissingCrs.UnlocatedFile;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The collections of the archive: their size, renaming, removal and undo. */
public final class CollectionsPane extends VBox {
  private final CollectionsViewModel model;
  private final Messages messages;
  private final ObservableList<UnlocatedFile> unlocatedFiles;
  private final Actions actions;
  private final VBox rows = new VBox();

  /** A field, because the list holds the listener weakly: a closed pane is no longer updated. */
  private final ListChangeListener<Info> listener = change -> show();

  private final ListChangeListener<UnlocatedFile> questions = change -> show();

  /**
   * Actions of the pane.
   *
   * @param addFolder asks for a folder and indexes it
   * @param filter searches a collection with a changed filter
   * @param assignCrs asks for the CRS of a collection's files
   */
  public record Actions(
      Runnable addFolder,
      BiConsumer<Info, UnaryOperator<SearchFilter>> filter,
      Consumer<Info> assignCrs) {}

  public CollectionsPane(
      CollectionsViewModel model,
      ObservableList<UnlocatedFile> unlocatedFiles,
      Messages messages,
      Actions actions) {
    this.model = model;
    this.unlocatedFiles = unlocatedFiles;
    this.messages = messages;
    this.actions = actions;
    getStyleClass().add("collections");
    setId("collections-pane");
    Label title = new Label(messages.text("collections.title"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button add = new Button(messages.text("collections.add"), Icons.of("fth-folder-plus"));
    add.setTooltip(new Tooltip(messages.text("collections.add.tip")));
    add.setOnAction(event -> actions.addFolder().run());
    HBox head = new HBox(title, gap, add);
    head.getStyleClass().add("popover-head");
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, rows);
    model.list().addListener(new WeakListChangeListener<>(listener));
    unlocatedFiles.addListener(new WeakListChangeListener<>(questions));
    show();
  }

  private void show() {
    rows.getChildren().clear();
    if (model.list().isEmpty()) {
      Label none = new Label(messages.text("collections.none"));
      none.setWrapText(true);
      none.getStyleClass().addAll("muted", "collection-row");
      rows.getChildren().add(none);
    }
    model.list().forEach(info -> rows.getChildren().add(row(info)));
    CollectionsViewModel.RemovedCollection removed = model.removedProperty().get();
    if (removed != null) {
      rows.getChildren().add(removed(removed));
    }
    CollectionsViewModel.FileProblems fileProblems = model.fileProblemsProperty().get();
    ErrorFormatter errorFormatter = new ErrorFormatter(messages);
    if (!fileProblems.unreadable().isEmpty()) {
      rows.getChildren()
          .add(
              files(
                  messages.text("collections.unreadable", fileProblems.unreadable().size()),
                  fileProblems.unreadable().stream().map(p -> errorFormatter.format(p)).toList()));
    }
    if (!fileProblems.missing().isEmpty()) {
      rows.getChildren()
          .add(
              files(
                  messages.text("collections.missing", fileProblems.missing().size()),
                  fileProblems.missing().stream().map(Path::toString).toList()));
    }
  }

  private Node row(Info info) {
    Hyperlink name = new Hyperlink(info.name());
    name.getStyleClass().add("collection-name");
    name.setTooltip(new Tooltip(messages.text("collections.filter", info.name())));
    name.setOnAction(event -> actions.filter().accept(info, UnaryOperator.identity()));
    FlowPane facts = new FlowPane();
    facts.getStyleClass().add("job-links");
    Label images = new Label(messages.text("status.images", info.images()));
    images.getStyleClass().addAll("small", "muted");
    facts.getChildren().add(images);
    if (info.captions() > 0) {
      Label captions = new Label(messages.text("collections.captions", info.captions()));
      captions.getStyleClass().addAll("small", "muted");
      facts.getChildren().add(captions);
    }
    if (info.withoutLocation() > 0) {
      facts
          .getChildren()
          .add(
              link(
                  messages.text("collections.unlocated", info.withoutLocation()),
                  () -> actions.filter().accept(info, f -> f.withLocationMissing(true))));
    }
    systems(info, facts);
    if (info.withoutDate() > 0) {
      facts
          .getChildren()
          .add(
              link(
                  messages.text("collections.undated", info.withoutDate()),
                  () -> actions.filter().accept(info, f -> f.withDateMissing(true))));
    }
    VBox text = new VBox(name, facts);
    if (info.unfamiliar()) {
      Label unfamiliar = new Label(messages.text("collections.unfamiliar"));
      unfamiliar.setWrapText(true);
      unfamiliar.getStyleClass().addAll("small", "muted", "collection-unfamiliar");
      text.getChildren().add(unfamiliar);
    }
    text.getStyleClass().add("job-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(Icons.of("fth-folder"), text);
    Button rename =
        Icons.button(
            "fth-edit-2",
            messages.text("collections.rename", info.name()),
            () -> rename(info, text, name));
    Button remove =
        Icons.button(
            "fth-trash-2",
            messages.text("collections.remove", info.name()),
            () -> model.remove(info));
    rename.getStyleClass().add(Styles.FLAT);
    remove.getStyleClass().add(Styles.FLAT);
    row.getChildren().addAll(rename, remove);
    row.getStyleClass().add("collection-row");
    return row;
  }

  /** Link to the files with missing CRS, or to the assigned CRS if none is missing. */
  private void systems(Info info, FlowPane facts) {
    List<UnlocatedFile> asking =
        unlocatedFiles.stream().filter(q -> q.collection().equals(info.name())).toList();
    if (!asking.isEmpty()) {
      long unknown = asking.stream().filter(q -> q.assignment().epsg().isEmpty()).count();
      String text =
          unknown > 0
              ? messages.text("collections.crs.missing", unknown)
              : messages.text("collections.crs.assigned", asking.size());
      facts.getChildren().add(link(text, () -> actions.assignCrs().accept(info)));
    }
  }

  private static Hyperlink link(String text, Runnable action) {
    Hyperlink link = new Hyperlink(text);
    link.setOnAction(event -> action.run());
    return link;
  }

  /** Turns the name into a text field. Enter applies the new name, Esc restores the old one. */
  private void rename(Info info, VBox text, Node name) {
    TextField field = new TextField(info.name());
    field.setAccessibleText(messages.text("collections.rename", info.name()));
    text.getChildren().set(0, field);
    field.setOnAction(
        event -> {
          text.getChildren().set(0, name);
          model.rename(info, field.getText());
        });
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            text.getChildren().set(0, name);
            event.consume();
          }
        });
    field.requestFocus();
    field.selectAll();
  }

  private Node removed(CollectionsViewModel.RemovedCollection removed) {
    Label what = new Label(messages.text("collections.removed", removed.name(), removed.images()));
    what.setWrapText(true);
    what.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Hyperlink undo = link(messages.text("collections.undo"), model::undo);
    undo.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(Icons.of("fth-trash-2"), what, gap, undo);
    row.getStyleClass().add("collection-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Number of files with a problem, with a list that can be expanded. */
  private Node files(String title, List<String> lines) {
    Label what = new Label(title);
    what.setWrapText(true);
    Label list = new Label(String.join("\n", lines));
    list.setWrapText(true);
    list.getStyleClass().addAll("small", "muted");
    list.setVisible(false);
    list.managedProperty().bind(list.visibleProperty());
    FlowPane links =
        new FlowPane(
            link(messages.text("collections.list"), () -> list.setVisible(!list.isVisible())),
            link(messages.text("jobs.list.copy"), () -> copy(lines)));
    links.getStyleClass().add("job-links");
    VBox text = new VBox(what, links, list);
    text.getStyleClass().add("job-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    Node icon = Icons.of("fth-alert-triangle");
    icon.getStyleClass().add("icon-warn");
    HBox row = new HBox(icon, text);
    row.getStyleClass().add("collection-row");
    return row;
  }

  private static void copy(List<String> lines) {
    ClipboardContent content = new ClipboardContent();
    content.putString(String.join("\n", lines) + "\n");
    Clipboard.getSystemClipboard().setContent(content);
  }
}
