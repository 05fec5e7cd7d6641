package org.kamcl.explorer.ui.control;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/**
 * Marks the focused node of a scene with the pseudo-class {@code ring} while the keyboard is used.
 * The pseudo-class {@code focus-visible} of JavaFX is set by Tab only, not when a key such as F6
 * moves the focus.
 */
public final class FocusRing {
  private static final PseudoClass RING = PseudoClass.getPseudoClass("ring");

  private final Scene scene;
  private final ChangeListener<Boolean> visibility = (property, before, now) -> update();

  /** The focused node, or null. */
  private Node owner;

  private boolean keyboard;

  private FocusRing(Scene scene) {
    this.scene = scene;
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> used(!event.getCode().isModifierKey()));
    scene.addEventFilter(MouseEvent.MOUSE_PRESSED, event -> pressed());
    scene.focusOwnerProperty().addListener((property, before, now) -> moved(now));
    moved(scene.getFocusOwner());
  }

  /** Marks the focused node of a scene. */
  public static void install(Scene scene) {
    new FocusRing(scene);
  }

  private void used(boolean key) {
    if (key && !keyboard) {
      keyboard = true;
      update();
    }
  }

  private void pressed() {
    keyboard = false;
    update();
  }

  private void moved(Node now) {
    if (owner != null) {
      owner.focusVisibleProperty().removeListener(visibility);
      owner.pseudoClassStateChanged(RING, false);
    }
    owner = now;
    if (owner != null) {
      owner.focusVisibleProperty().addListener(visibility);
    }
    update();
  }

  private void update() {
    if (owner != null) {
      boolean shown = keyboard || owner.isFocusVisible();
      owner.pseudoClassStateChanged(RING, shown && owner == scene.getFocusOwner());
    }
  }
}
