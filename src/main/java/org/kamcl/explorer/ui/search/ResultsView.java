package org.kamcl.explorer.ui.search;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.words.Messages;

/** What was found: how many, in how long, and the grid. */
public final class ResultsView extends BorderPane {
  private static final double SMALLEST = 120;
  private static final double LARGEST = 320;

  private final Messages messages;
  private final HitGrid grid;
  private final HBox header;

  /**
   * @param before stands here until something was searched
   */
  public ResultsView(
      SearchViewModel search,
      SelectionViewModel selection,
      Pictures pictures,
      Node before,
      Messages messages) {
    this.messages = messages;
    this.grid = new HitGrid(selection, pictures, messages);
    getStyleClass().add("results");

    Label count = new Label();
    count.getStyleClass().add("bold");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Label detail = new Label();
    detail.getStyleClass().add("muted");
    search
        .resultProperty()
        .addListener(
            (property, old, result) -> {
              count.setText(messages.text("results.count", result.hits().size()));
              detail.setText(detail(result));
            });
    Slider size = new Slider(SMALLEST, LARGEST, grid.wantedProperty().get());
    size.setTooltip(new Tooltip(messages.text("results.size")));
    size.setAccessibleText(messages.text("results.size"));
    size.getStyleClass().addAll(Styles.SMALL, "size-slider");
    grid.wantedProperty().bind(size.valueProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    header = new HBox(count, detail, gap, size);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);

    setTop(header);
    Label none = new Label(messages.text("results.none"));
    none.getStyleClass().add("muted");
    grid.setPlaceholder(none);
    StackPane centre = new StackPane(grid, before);
    setCenter(centre);
    var asked = search.resultProperty().isNotNull();
    grid.visibleProperty().bind(asked);
    header.visibleProperty().bind(asked);
    header.managedProperty().bind(asked);
    before.visibleProperty().bind(Bindings.not(asked));
  }

  private String detail(SearchResult result) {
    return messages.text("results.detail", result.compared(), result.time().toMillis());
  }

  /** Adds a button to the right end of the header. */
  public void addTool(Node tool) {
    header.getChildren().add(tool);
  }

  /** What Enter and a double click on a hit do. */
  public void onOpen(Runnable action) {
    grid.onOpen(action);
  }

  /** Moves the keys to the grid. */
  public void focus() {
    grid.requestFocus();
  }
}
