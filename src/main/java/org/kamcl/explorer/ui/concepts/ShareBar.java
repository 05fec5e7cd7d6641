package org.kamcl.explorer.ui.concepts;

import javafx.scene.layout.Region;

/** A horizontal bar that fills a share of its width. */
final class ShareBar extends Region {
  private final Region bar = new Region();
  private double share;

  ShareBar() {
    getStyleClass().add("share-bar");
    bar.getStyleClass().add("share-bar-fill");
    getChildren().add(bar);
  }

  /**
   * Shows a share.
   *
   * @param value 0..1
   */
  void show(double value) {
    share = Math.max(0, Math.min(1, value));
    bar.setVisible(share > 0);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double height = Math.min(getHeight(), bar.prefHeight(-1));
    bar.resizeRelocate(0, (getHeight() - height) / 2, Math.max(2, share * getWidth()), height);
  }
}
