package org.kamcl.explorer.ui.train;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import org.kamcl.explorer.domain.RunProgress;

/** How far a run is, with a notch where phase 2 begins. */
final class EpochBar extends Region {
  private final Region done = new Region();
  private final Region notch = new Region();
  private double share;
  private double phaseTwo = -1;

  EpochBar() {
    setId("train-bar");
    getStyleClass().add("epoch-bar");
    setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
    done.getStyleClass().add("epoch-bar-done");
    notch.getStyleClass().add("epoch-bar-notch");
    // The bar is as wide as the place it is given: its parts never ask for more.
    done.setManaged(false);
    notch.setManaged(false);
    getChildren().addAll(done, notch);
  }

  /**
   * Shows progress.
   *
   * @param spoken the same in words
   */
  void show(RunProgress progress, String spoken) {
    share = progress.share();
    phaseTwo =
        progress.phaseTwoEpoch().isPresent() && progress.epochs() > 0
            ? (progress.phaseTwoEpoch().getAsInt() - 1.0) / progress.epochs()
            : -1;
    notch.setVisible(phaseTwo > 0 && phaseTwo < 1);
    setAccessibleText(spoken);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    done.resizeRelocate(0, 0, share * getWidth(), getHeight());
    double width = 2;
    notch.resizeRelocate(snapPositionX(phaseTwo * getWidth() - width / 2), 0, width, getHeight());
  }
}
