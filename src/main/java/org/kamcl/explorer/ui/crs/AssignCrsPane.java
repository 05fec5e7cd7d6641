package org.kamcl.explorer.ui.crs;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
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
 * Assigns a CRS to files, in a card beside the map, which shows the previewed footprint. The pane
 * is transparent to the mouse outside of its card, so that the rest of the window stays usable.
 */
public final class AssignCrsPane extends StackPane {
  private final MissingCrsViewModel model;
  private final Function<Footprint, String> placeNames;
  private final Messages messages;

  /** Null until the pane is first shown, which is rare. */
  private CrsSearchPane search;

  /**
   * @param placeNames describes a footprint by the nearest town
   */
  public AssignCrsPane(
      MissingCrsViewModel model, Function<Footprint, String> placeNames, Messages messages) {
    this.model = model;
    this.placeNames = placeNames;
    this.messages = messages;
    getStyleClass().add("crs-layer");
    setPickOnBounds(false);
    visibleProperty().bind(model.shownProperty());
    managedProperty().bind(visibleProperty());
    model.shownProperty().addListener((property, before, shown) -> onShown(shown));
    onShown(model.shownProperty().get());
    addEventHandler(KeyEvent.KEY_PRESSED, this::keepKey);
  }

  private void onShown(boolean shown) {
    if (!shown) {
      return;
    }
    if (search == null) {
      search = new CrsSearchPane(model.assignment().crsSearch(), messages, model::assign);
      getChildren().add(card());
      // The content of a scroll pane can get the focus only after its skin exists.
      applyCss();
    }
    search.focusField();
  }

  private VBox card() {
    CrsSearchViewModel crsSearch = model.assignment().crsSearch();
    VBox content =
        new VBox(
            intro(),
            new FileSelectionPane(model.assignment(), messages),
            search,
            new FootprintPreviewPane(model.assignment(), placeNames, messages));
    content.getStyleClass().add("crs-content");
    ScrollPane scroll = scrollPane(content);
    crsSearch.matches().addListener((ListChangeListener<CrsInfo>) c -> scrollTo(scroll, search));
    crsSearch.crsProperty().addListener((property, before, now) -> scrollTo(scroll, search));
    VBox card = new VBox(header(), scroll, footer());
    card.setId("assign-crs");
    card.getStyleClass().add("crs-card");
    card.setAccessibleRole(AccessibleRole.DIALOG);
    card.setAccessibleText(messages.text("crs.title"));
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAlignment(card, Pos.TOP_RIGHT);
    return card;
  }

  /** Scrolls only if there is not enough space, so that the buttons always stay visible. */
  private static ScrollPane scrollPane(VBox content) {
    ScrollPane scroll = new FittingScrollPane(content);
    scroll.getStyleClass().add("popover-scroll");
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    return scroll;
  }

  /** Prefers the height of its content, unlike its superclass also with labels that wrap. */
  private static final class FittingScrollPane extends ScrollPane {
    FittingScrollPane(VBox content) {
      super(content);
    }

    @Override
    public Orientation getContentBias() {
      return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
      double insets = snappedLeftInset() + snappedRightInset();
      double height = getContent().prefHeight(width < 0 ? -1 : width - insets);
      return snappedTopInset() + Math.ceil(height) + snappedBottomInset();
    }
  }

  private static void scrollTo(ScrollPane scroll, Node part) {
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

  private HBox header() {
    Label title = new Label(messages.text("crs.title"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button close = Icons.button("fth-x", messages.text("crs.close"), model::close);
    close.getStyleClass().add(Styles.FLAT);
    HBox header = new HBox(title, gap, close);
    header.getStyleClass().add("crs-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Label intro() {
    Label intro = new Label(messages.text("crs.intro"));
    intro.setWrapText(true);
    intro.setMinHeight(USE_PREF_SIZE);
    intro.getStyleClass().add("muted");
    return intro;
  }

  private HBox footer() {
    Button skip = new Button(messages.text("crs.skip"));
    skip.setId("crs-skip");
    skip.disableProperty().bind(model.assignment().selectedCountProperty().isEqualTo(0));
    skip.setOnAction(event -> model.keepUnassigned());
    Button assign = new Button(messages.text("crs.assign"));
    assign.setId("crs-assign");
    assign.getStyleClass().add(Styles.ACCENT);
    assign.disableProperty().bind(model.assignment().readyProperty().not());
    assign.setOnAction(event -> model.assign());
    for (Button button : List.of(skip, assign)) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox footer = new HBox(skip, assign);
    footer.getStyleClass().add("crs-footer");
    footer.setAlignment(Pos.CENTER_RIGHT);
    return footer;
  }

  /** Consumes keys that are shortcuts of the results beside the pane. */
  private void keepKey(KeyEvent event) {
    boolean global =
        event.isShortcutDown()
            || event.isAltDown()
            || event.getCode().isFunctionKey()
            || event.getCode() == KeyCode.ESCAPE
            || event.getCode() == KeyCode.TAB;
    if (!global) {
      event.consume();
    }
  }
}
