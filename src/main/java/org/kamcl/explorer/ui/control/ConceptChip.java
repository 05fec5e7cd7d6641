package org.kamcl.explorer.ui.control;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * A concept: green with a dot where image and query share it, else grey; blue where it was added to
 * the query, red where it is excluded. A press adds it or takes it out; under the pointer it grows
 * a minus that excludes it.
 */
public final class ConceptChip extends Region {
  private final ConceptHandler handler;
  private final Label face = new Label();

  /** Weakly listened to: the query lives longer than chips do. */
  private final InvalidationListener changed;

  private Node minus;
  private boolean shared;
  private String style = "";

  /**
   * @param shared whether both sides have it
   * @param handler is told when the chip is pressed
   */
  public ConceptChip(String name, boolean shared, ConceptHandler handler) {
    this.handler = handler;
    face.getStyleClass().addAll("chip", "chip-live");
    getChildren().add(face);
    setMinWidth(USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    show(name, shared);
    ConceptInteraction.install(face, face::getText, handler);
    changed = query -> show(face.getText(), this.shared);
    handler.changes().addListener(new WeakInvalidationListener(changed));
    hoverProperty().addListener((property, before, over) -> grow(over));
  }

  /** Becomes the chip of another concept, which costs less than a new chip. */
  void show(String name, boolean both) {
    ConceptHandler.QueryState queryState = handler.queryState(name);
    face.setText(name);
    shared = both;
    String now = style(queryState, shared);
    if (!now.equals(style)) {
      face.getStyleClass().remove(style);
      face.getStyleClass().add(now);
      face.setGraphic(graphic(queryState, shared));
      style = now;
      grow(isHover());
    }
  }

  /** Lets keys reach it. */
  public void makeFocusable() {
    face.setFocusTraversable(true);
  }

  private void grow(boolean over) {
    boolean offered =
        over && handler.queryState(face.getText()) != ConceptHandler.QueryState.EXCLUDED;
    if (offered && minus == null) {
      minus = minus();
      getChildren().add(minus);
    }
    if (minus != null) {
      minus.setVisible(offered);
    }
    // It reaches over what stands beside the chip, so that nothing moves under the pointer.
    setViewOrder(over ? -1 : 0);
  }

  private Node minus() {
    StackPane badge = new StackPane(Icons.of("fth-minus", 12));
    badge.getStyleClass().add("chip-minus");
    badge.setManaged(false);
    ConceptInteraction.installTooltip(badge, () -> handler.excludeHint(face.getText()));
    ConceptInteraction.onClick(badge, () -> handler.exclude(face.getText()));
    ConceptInteraction.onContextMenu(badge, face::getText, handler);
    return badge;
  }

  @Override
  protected double computePrefWidth(double height) {
    return face.prefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return face.prefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    face.resizeRelocate(0, 0, getWidth(), getHeight());
    if (minus != null) {
      double side = minus.prefWidth(-1);
      minus.resizeRelocate(
          Math.rint(getWidth() - side / 3), Math.rint((getHeight() - side) / 2), side, side);
    }
  }

  private static String style(ConceptHandler.QueryState queryState, boolean shared) {
    return switch (queryState) {
      case ADDED -> "chip-added";
      case EXCLUDED -> "chip-negated";
      case ABSENT -> shared ? "chip-shared" : "chip-plain";
    };
  }

  private static Node graphic(ConceptHandler.QueryState queryState, boolean shared) {
    if (queryState == ConceptHandler.QueryState.ADDED) {
      return Icons.of("fth-plus", 12);
    }
    if (queryState == ConceptHandler.QueryState.EXCLUDED || !shared) {
      return null;
    }
    Region dot = new Region();
    dot.getStyleClass().add("chip-dot");
    return dot;
  }
}
