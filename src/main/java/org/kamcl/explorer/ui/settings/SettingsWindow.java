package org.kamcl.explorer.ui.settings;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kamcl.explorer.settings.OutsideSetting;
import org.kamcl.explorer.settings.SettingDescription;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The window with all settings, the workspace, and a search over them. */
public final class SettingsWindow {
  private static final double WIDTH = 46;
  private static final double HEIGHT = 50;
  private static final String FILE = "kamcl-settings.json";

  private final SettingsListViewModel model;
  private final FileDialogs dialogs;
  private final Messages messages;
  private final VBox content = new VBox();
  private final Stage stage = new Stage();
  private final TextField words = new TextField();
  private final Node workspace;
  private final Node installation;
  private final javafx.beans.value.ChangeListener<Settings> restyle;

  /**
   * @param owner the window that it belongs to
   * @param style applies the theme and text size of the owner
   * @param percent text size of the owner
   * @param checks shows the checks of the installation
   */
  public SettingsWindow(
      Window owner,
      SettingsListViewModel model,
      WorkspaceViewModel workspace,
      FileDialogs dialogs,
      Messages messages,
      Consumer<Scene> style,
      int percent,
      Runnable checks) {
    this.model = model;
    this.dialogs = dialogs;
    this.messages = messages;
    this.workspace = new WorkspacePane(workspace, dialogs, messages);
    this.installation = installation(checks);
    content.getStyleClass().add("settings-list");
    content.setId("settings-list");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    BorderPane root = new BorderPane(scroll);
    root.getStyleClass().addAll("window", "settings-window");
    root.setId("settings-window");
    root.setTop(search());
    root.setBottom(footer());
    double em = 13.0 * percent / 100;
    double height = Math.min(HEIGHT * em, owner.getHeight() - 2 * em);
    double width = Math.min(WIDTH * em, owner.getWidth() - 2 * em);
    Scene scene = new Scene(root, width, height);
    style.accept(scene);
    this.restyle = (property, before, now) -> style.accept(scene);
    model.settings().settingsProperty().addListener(restyle);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    stage.initOwner(owner);
    stage.setTitle(messages.text("settings.title"));
    stage.setScene(scene);
    stage.setOnHidden(event -> model.settings().settingsProperty().removeListener(restyle));
    words.textProperty().bindBidirectional(model.wordsProperty());
    words.textProperty().addListener((property, before, now) -> show());
    show();
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      if (words.getText().isEmpty()) {
        stage.hide();
      } else {
        words.clear();
      }
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
      event.consume();
      words.requestFocus();
      words.selectAll();
    }
  }

  private Node search() {
    words.setId("settings-search");
    words.setPromptText(messages.text("settings.search"));
    words.setAccessibleText(messages.text("settings.search"));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(Icons.of("fth-search"), words);
    line.getStyleClass().add("settings-search");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private Node footer() {
    Button reset = button("settings-reset", "settings.reset.all", model::resetAll);
    Button load = button("settings-import", "settings.import", this::chooseImport);
    Button save = button("settings-export", "settings.export", this::chooseExport);
    Button close = button("settings-close", "settings.close", stage::hide);
    close.getStyleClass().add(Styles.ACCENT);
    Label notice = new Label();
    notice.setId("settings-notice");
    notice.setWrapText(true);
    notice.setMinHeight(Region.USE_PREF_SIZE);
    model.noticeProperty().addListener((p, before, now) -> tell(notice));
    model.problemProperty().addListener((p, before, now) -> tell(notice));
    notice.setManaged(false);
    notice.setVisible(false);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox buttons = new HBox(reset, load, save, space, close);
    buttons.getStyleClass().add("setting-buttons");
    VBox footer = new VBox(notice, buttons);
    footer.getStyleClass().add("settings-footer");
    return footer;
  }

  private void tell(Label label) {
    boolean failed = !model.problemProperty().get().isEmpty();
    label.setText(failed ? model.problemProperty().get() : model.noticeProperty().get());
    label.setGraphic(Icons.of(failed ? "fth-alert-circle" : "fth-check-circle"));
    label.getStyleClass().removeAll("danger");
    if (failed) {
      label.getStyleClass().add("danger");
    }
    label.setVisible(!label.getText().isEmpty());
    label.setManaged(label.isVisible());
  }

  private Button button(String id, String key, Runnable action) {
    Button button = new Button(messages.text(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private void chooseImport() {
    dialogs
        .file(
            messages.text("settings.import"),
            new FileDialogs.FileKind(messages.text("settings.kind"), ".json"))
        .ifPresent(model::importFrom);
  }

  private void chooseExport() {
    dialogs
        .save(
            messages.text("settings.export"),
            Path.of(System.getProperty("user.home", ""), FILE),
            List.of(new FileDialogs.FileKind(messages.text("settings.kind"), ".json")))
        .ifPresent(model::exportTo);
  }

  private void show() {
    Locale locale = messages.locale();
    content.getChildren().clear();
    String group = "";
    for (SettingDescription one : model.found()) {
      if (!one.group().equals(group)) {
        group = one.group();
        head(one.groupTitle(locale));
      }
      content.getChildren().add(new SettingRow(model, one, messages));
    }
    if (isFound(
        locale,
        "workspace.title",
        "workspace.text",
        "workspace.backup",
        "workspace.restore",
        "workspace.move")) {
      head(messages.text("workspace.title"));
      content.getChildren().add(workspace);
    }
    if (isFound(locale, "settings.checks", "settings.checks.text", "help.menu.checks")) {
      head(messages.text("settings.checks"));
      content.getChildren().add(installation);
    }
    List<OutsideSetting> outside = model.foundOutside();
    if (!outside.isEmpty()) {
      head(messages.text("settings.outside"));
      outside.forEach(one -> content.getChildren().add(row(one, locale)));
    }
    if (content.getChildren().isEmpty()) {
      Label nothing = new Label(messages.text("settings.nothing"));
      nothing.getStyleClass().add("muted");
      content.getChildren().add(nothing);
    }
  }

  private boolean isFound(Locale locale, String... keys) {
    return SettingDescription.containsAll(
        Arrays.stream(keys).map(messages::text).collect(Collectors.joining(" ")),
        model.wordsProperty().get(),
        locale);
  }

  private Node installation(Runnable checks) {
    Label text = new Label(messages.text("settings.checks.text"));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    VBox texts = new VBox(text, button("settings-checks", "help.menu.checks", checks));
    texts.getStyleClass().add("setting-texts");
    return texts;
  }

  private void head(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("settings-head");
    content.getChildren().add(label);
  }

  private Node row(OutsideSetting one, Locale locale) {
    Label name = new Label(one.name());
    name.getStyleClass().add("bold");
    Label text = new Label(one.explanation(locale));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    Label value =
        new Label(
            one.value()
                .map(set -> messages.text("settings.outside.set", set))
                .orElse(messages.text("settings.outside.unset")));
    value.setWrapText(true);
    value.setMinHeight(Region.USE_PREF_SIZE);
    value.getStyleClass().addAll("small", "muted");
    VBox texts = new VBox(name, text, value);
    texts.getStyleClass().add("setting-texts");
    return texts;
  }

  /** Shows the window, or brings it to the front. */
  public void show(String search) {
    words.setText(search);
    if (stage.isShowing()) {
      stage.toFront();
    } else {
      stage.show();
    }
    words.requestFocus();
  }

  /** Whether it is shown. */
  public boolean isShowing() {
    return stage.isShowing();
  }

  /** Closes the window. */
  public void close() {
    stage.hide();
  }
}
