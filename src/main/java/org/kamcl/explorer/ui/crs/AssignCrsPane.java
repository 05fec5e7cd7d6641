package org.kamcl.explorer.ui.crs;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.CrsInfo;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * Asks for the coordinate system of files, beside the map that shows where the first of them would
 * lie. It takes no clicks beside its card: the rest of the window may be used meanwhile.
 */
public final class AssignCrsPane extends StackPane {
  private final MissingCrsViewModel model;
  private final Function<Footprint, String> names;
  private final Messages messages;

  /** Made when it is first shown: most windows never ask. */
  private CrsSearchPane system;

  /**
   * @param names says where a footprint is by the town next to it
   */
  public AssignCrsPane(
      MissingCrsViewModel model, Function<Footprint, String> names, Messages messages) {
    this.model = model;
    this.names = names;
    this.messages = messages;
    getStyleClass().add("placing-layer");
    setPickOnBounds(false);
    visibleProperty().bind(model.shownProperty());
    managedProperty().bind(visibleProperty());
    model.shownProperty().addListener((property, before, shown) -> show(shown));
    show(model.shownProperty().get());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void show(boolean shown) {
    if (!shown) {
      return;
    }
    if (system == null) {
      system = new CrsSearchPane(model.assignment().crsSearch(), messages, model::assign);
      getChildren().add(card());
      // What scrolls is in no window before it is dressed, and could not have the keys.
      applyCss();
    }
    system.focusField();
  }

  private VBox card() {
    CrsSearchViewModel choice = model.assignment().crsSearch();
    VBox content =
        new VBox(
            text("placing.text"),
            new FileSelectionPane(model.assignment(), messages),
            system,
            new FootprintPreviewPane(model.assignment(), names, messages));
    content.getStyleClass().add("placing-content");
    ScrollPane scroll = scrolled(content);
    choice.matches().addListener((ListChangeListener<CrsInfo>) c -> show(scroll, system));
    choice.crsProperty().addListener((property, before, now) -> show(scroll, system));
    VBox card = new VBox(head(), scroll, foot());
    card.setId("placing");
    card.getStyleClass().add("placing");
    card.setAccessibleRole(AccessibleRole.DIALOG);
    card.setAccessibleText(messages.text("placing.title"));
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAlignment(card, Pos.TOP_RIGHT);
    return card;
  }

  /** As high as it is, where there is room; buttons above and below stay in sight. */
  private static ScrollPane scrolled(VBox content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.getStyleClass().add("popover-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    // Its own wish would count texts that wrap as one line.
    content
        .heightProperty()
        .addListener(
            (property, before, height) -> scroll.setPrefViewportHeight(height.doubleValue()));
    return scroll;
  }

  /** Where there is no room for all, what was found comes into sight. */
  private static void show(ScrollPane scroll, Node part) {
    Platform.runLater(
        () -> {
          scroll.layout();
          double hidden =
              scroll.getContent().getLayoutBounds().getHeight()
                  - scroll.getViewportBounds().getHeight();
          if (hidden > 0) {
            scroll.setVvalue(Math.min(1, part.getBoundsInParent().getMinY() / hidden));
          }
        });
  }

  private HBox head() {
    Label title = new Label(messages.text("placing.title"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button close = Icons.button("fth-x", messages.text("placing.close"), model::close);
    close.getStyleClass().add(Styles.FLAT);
    HBox head = new HBox(title, gap, close);
    head.getStyleClass().add("placing-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Label text(String key) {
    Label text = new Label(messages.text(key));
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.getStyleClass().add("muted");
    return text;
  }

  private HBox foot() {
    Button leave = new Button(messages.text("placing.leave"));
    leave.setId("placing-leave");
    leave.disableProperty().bind(model.assignment().selectedCountProperty().isEqualTo(0));
    leave.setOnAction(event -> model.leave());
    Button use = new Button(messages.text("placing.use"));
    use.setId("placing-use");
    use.getStyleClass().add(Styles.ACCENT);
    use.disableProperty().bind(model.assignment().readyProperty().not());
    use.setOnAction(event -> model.assign());
    for (Button button : List.of(leave, use)) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox foot = new HBox(leave, use);
    foot.getStyleClass().add("placing-foot");
    foot.setAlignment(Pos.CENTER_RIGHT);
    return foot;
  }

  /** Keys that mean something else for the hits beside stay in here. */
  private void key(KeyEvent event) {
    boolean out =
        event.isShortcutDown()
            || event.isAltDown()
            || event.getCode().isFunctionKey()
            || event.getCode() == KeyCode.ESCAPE
            || event.getCode() == KeyCode.TAB;
    if (!out) {
      event.consume();
    }
  }
}
