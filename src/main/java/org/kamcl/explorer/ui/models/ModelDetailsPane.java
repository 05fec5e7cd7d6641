package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.domain.InstalledModel.Recognized;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** What is known of the selected model, and what can be done with it. */
final class ModelDetailsPane extends VBox {
  /** Unused tensors that are named. */
  private static final int NAMED = 10;

  private final ModelsViewModel model;
  private final AddConceptsViewModel concepts;
  private final FileDialogs dialogs;
  private final ModelTexts texts;
  private final Messages messages;
  private final VBox head = new VBox();
  private final VBox confirmation = new VBox();
  private final GridPane facts = new GridPane();

  /**
   * @param query queries the samples with the selected model
   */
  ModelDetailsPane(
      ModelsViewModel model,
      AddConceptsViewModel concepts,
      SampleQueryPane query,
      FileDialogs dialogs,
      ModelTexts texts,
      Messages messages) {
    this.model = model;
    this.concepts = concepts;
    this.dialogs = dialogs;
    this.texts = texts;
    this.messages = messages;
    setId("model-details");
    getStyleClass().add("model-page");
    head.getStyleClass().add("model-head");
    confirmation.getStyleClass().add("model-confirmation");
    confirmation.setId("model-confirmation");
    confirmation.managedProperty().bind(confirmation.visibleProperty());
    facts.getStyleClass().add("model-facts");
    facts.setId("model-facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(names, values);
    Label about = new Label(messages.text("models.facts"));
    about.getStyleClass().add("model-section-title");
    getChildren()
        .addAll(
            head,
            confirmation,
            new AddConceptsPane(concepts, dialogs, messages),
            query,
            about,
            facts);
    model.selectedProperty().addListener((property, before, now) -> show());
    show();
  }

  private void show() {
    InstalledModel shown = model.selectedProperty().get();
    confirmation.setVisible(false);
    head.getChildren().clear();
    facts.getChildren().clear();
    if (shown == null) {
      return;
    }
    showHead(shown);
    int row = 0;
    for (ModelTexts.Row fact : texts.rows(shown)) {
      Label name = new Label(fact.name());
      name.getStyleClass().add("muted");
      name.setMinWidth(USE_PREF_SIZE);
      Label value = wrapped(fact.value());
      value.setId(fact.id());
      GridPane.setValignment(name, VPos.TOP);
      facts.addRow(row++, name, value);
    }
  }

  private void showHead(InstalledModel shown) {
    Label title = new Label(shown.name());
    title.getStyleClass().add("model-title");
    title.setId("model-title");
    title.setWrapText(true);
    FlowPane tags = new FlowPane(title);
    tags.getStyleClass().add("model-tags");
    if (shown.inUse()) {
      tags.getChildren().add(tag("models.used", "chip-shared"));
    }
    if (shown.bundled()) {
      tags.getChildren().add(tag("models.bundled", "chip-plain"));
    }
    head.getChildren().add(tags);
    shown
        .facts()
        .map(known -> known.texts().description())
        .filter(text -> !text.isBlank())
        .ifPresent(text -> head.getChildren().add(wrapped(text)));
    shown
        .problem()
        .ifPresent(
            problem -> {
              Label label = wrapped(new ErrorFormatter(messages).format(problem));
              label.setGraphic(Icons.of("fth-alert-circle"));
              label.getStyleClass().add("model-problem");
              head.getChildren().add(label);
            });
    model.recognized(shown).ifPresent(one -> head.getChildren().add(recognized(one)));
    head.getChildren().add(buttons(shown));
  }

  private Label tag(String key, String style) {
    Label tag = new Label(messages.text(key));
    tag.getStyleClass().addAll("chip", style);
    tag.setMinWidth(USE_PREF_SIZE);
    return tag;
  }

  /** What the file was recognized as, right after it was added. */
  private Node recognized(Recognized one) {
    Label done = wrapped(messages.text("models.recognized", one.kind()));
    done.setId("model-recognized");
    done.setGraphic(Icons.of("fth-check-circle"));
    int unused = one.unused().size();
    Label tensors =
        wrapped(
            unused == 0
                ? messages.text("models.recognized.all")
                : messages.text(
                    "models.recognized.unused",
                    unused,
                    String.join(", ", one.unused().subList(0, Math.min(NAMED, unused))),
                    unused > NAMED ? 1 : 0));
    tensors.setId("model-recognized-tensors");
    tensors.getStyleClass().add("muted");
    VBox box = new VBox(done, tensors);
    box.getStyleClass().add("model-recognized");
    return box;
  }

  private Node buttons(InstalledModel shown) {
    FlowPane buttons = new FlowPane();
    buttons.getStyleClass().add("model-buttons");
    if (shown.facts().isPresent() && shown.indexed() > 0 && !shown.inUse()) {
      Button use = new Button(messages.text("models.use"), Icons.of("fth-search"));
      use.setId("model-use");
      use.setOnAction(event -> model.use(shown));
      buttons.getChildren().add(use);
    }
    if (shown.facts().isPresent()) {
      Button index = new Button(messages.text("models.index"), Icons.of("fth-database"));
      index.setId("model-index");
      index.setOnAction(event -> model.index(shown));
      buttons.getChildren().add(index);
    }
    if (shown.facts().map(InstalledModel.Facts::words).orElse(false)) {
      Button learn = new Button(messages.text("models.learn"), Icons.of("mdi2g-graph-outline"));
      learn.setId("model-learn");
      learn.setOnAction(event -> concepts.begin(shown));
      buttons.getChildren().add(learn);
    }
    Button more = new Button(messages.text("models.more"), Icons.of("fth-more-horizontal"));
    more.setId("model-more");
    more.setOnAction(event -> Menus.showMenu(more, items(shown).toArray(new MenuItem[0])));
    buttons.getChildren().add(more);
    return buttons;
  }

  private List<MenuItem> items(InstalledModel shown) {
    MenuItem folder =
        Menus.item("fth-folder", messages.text("models.folder.open"), () -> open(shown.folder()));
    MenuItem card =
        Menus.item("fth-download", messages.text("models.card.save"), () -> saveCard(shown));
    card.setDisable(shown.facts().isEmpty());
    MenuItem remove =
        Menus.item("fth-trash-2", messages.text("models.remove"), () -> askToRemove(shown));
    remove.setId("model-remove");
    remove.setDisable(shown.bundled() || shown.inUse());
    return List.of(folder, card, remove);
  }

  private void open(Path folder) {
    try {
      DesktopFiles.open(folder);
    } catch (KamclException e) {
      model.failed(e);
    }
  }

  private void saveCard(InstalledModel shown) {
    Optional<Path> target =
        dialogs.save(
            messages.text("models.card.title"),
            Path.of(System.getProperty("user.home"), shown.name() + ".json"),
            List.of(new FileDialogs.FileKind(messages.text("models.card.kind"), ".json")));
    target.ifPresent(file -> model.saveCard(shown, file));
  }

  /** Asks in the page itself, where the model is seen. */
  void askToRemove(InstalledModel shown) {
    Label question = wrapped(messages.text("models.remove.question", shown.name()));
    Button remove = new Button(messages.text("models.remove.yes"));
    remove.setId("model-remove-yes");
    remove.getStyleClass().add("danger");
    remove.setOnAction(
        event -> {
          confirmation.setVisible(false);
          model.remove(shown);
        });
    Button keep = new Button(messages.text("models.remove.no"));
    keep.setId("model-remove-no");
    keep.setOnAction(event -> confirmation.setVisible(false));
    HBox buttons = new HBox(remove, keep);
    buttons.getStyleClass().add("model-buttons-row");
    confirmation.getChildren().setAll(question, buttons);
    confirmation.setVisible(true);
    keep.requestFocus();
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
