package org.kamcl.explorer.ui.control;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A concept: green with a dot if image and query share it, blue if it was added to the query, red
 * if it is excluded, otherwise gray. A click adds it to the query or removes it, or opens a menu; a
 * minus button, visible while the pointer is over the chip, excludes it.
 */
public final class ConceptChip extends Region {
  private final ConceptHandler handler;
  private final Label label = new Label();

  /** Registered as a weak listener, since the query outlives the chips. */
  private final InvalidationListener onQueryChange;

  private Node minus;
  private boolean shared;
  private boolean menu;
  private String style = "";

  /**
   * @param shared whether image and query share the concept
   * @param handler handles clicks
   */
  public ConceptChip(String name, boolean shared, ConceptHandler handler) {
    this.handler = handler;
    label.getStyleClass().addAll("chip", "chip-clickable");
    getChildren().add(label);
    setMinWidth(USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    show(name, shared);
    ConceptInteraction.install(label, label::getText, handler, this::act, this::hint);
    onQueryChange = query -> show(label.getText(), this.shared);
    handler.changes().addListener(new WeakInvalidationListener(onQueryChange));
    hoverProperty().addListener((property, before, hovered) -> updateMinus(hovered));
  }

  /** Shows another concept, which is faster than creating a chip. */
  void show(String name, boolean isShared) {
    ConceptHandler.QueryState state = handler.queryState(name);
    label.setText(name);
    shared = isShared;
    String now = style(state, shared);
    if (!now.equals(style)) {
      label.getStyleClass().remove(style);
      label.getStyleClass().add(now);
      label.setGraphic(graphic(state, shared));
      style = now;
      updateMinus(isHover());
    }
  }

  /** Includes the chip in keyboard navigation. */
  public void makeFocusable() {
    label.setFocusTraversable(true);
  }

  /** Makes a click open the menu of the concept, where there is space to read it. */
  public void openMenuOnClick() {
    menu = true;
  }

  private void act() {
    if (menu) {
      handler.showMenu(label.getText(), label);
    } else {
      handler.toggle(label.getText());
    }
  }

  private String hint() {
    return menu ? handler.menuHint(label.getText()) : handler.toggleHint(label.getText());
  }

  private void updateMinus(boolean hovered) {
    boolean offered =
        hovered && handler.queryState(label.getText()) != ConceptHandler.QueryState.EXCLUDED;
    if (offered && minus == null) {
      minus = minus();
      getChildren().add(minus);
    }
    if (minus != null) {
      minus.setVisible(offered);
    }
    // The button overlaps the neighbor, so that nothing moves under the pointer.
    setViewOrder(hovered ? -1 : 0);
  }

  private Node minus() {
    StackPane badge = new StackPane(Icons.of("fth-minus", 12));
    badge.getStyleClass().add("chip-minus");
    badge.setManaged(false);
    ConceptInteraction.installTooltip(badge, () -> handler.excludeHint(label.getText()));
    ConceptInteraction.onClick(badge, () -> handler.exclude(label.getText()));
    ConceptInteraction.onContextMenu(badge, label::getText, handler);
    return badge;
  }

  @Override
  protected double computePrefWidth(double height) {
    return label.prefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return label.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    label.resizeRelocate(0, 0, getWidth(), getHeight());
    if (minus != null) {
      double side = minus.prefWidth(-1);
      minus.resizeRelocate(
          Math.rint(getWidth() - side / 3), Math.rint((getHeight() - side) / 2), side, side);
    }
  }

  private static String style(ConceptHandler.QueryState state, boolean shared) {
    return switch (state) {
      case ADDED -> "chip-added";
      case EXCLUDED -> "chip-excluded";
      case ABSENT -> shared ? "chip-shared" : "chip-plain";
    };
  }

  private static Node graphic(ConceptHandler.QueryState state, boolean shared) {
    if (state == ConceptHandler.QueryState.ADDED) {
      return Icons.of("fth-plus", 12);
    }
    if (state == ConceptHandler.QueryState.EXCLUDED || !shared) {
      return null;
    }
    Region dot = new Region();
    dot.getStyleClass().add("chip-dot");
    return dot;
  }
}
