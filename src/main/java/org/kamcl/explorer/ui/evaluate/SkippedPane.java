package org.kamcl.explorer.ui.evaluate;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.Evaluation.Skipped;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The images that could not be read, and why. */
final class SkippedPane extends VBox {
  private static final int MOST = 100;

  SkippedPane(List<Skipped> images, Messages messages) {
    ErrorFormatter errors = new ErrorFormatter(messages);
    setId("skipped-images");
    getStyleClass().addAll("popover-content", "stored-pane");
    Label title = new Label(messages.text("evaluate.skipped.title"));
    title.getStyleClass().add("bold");
    getChildren().add(title);
    for (Skipped image : images.subList(0, Math.min(MOST, images.size()))) {
      add(errors.format(image.reason()));
    }
    if (images.size() > MOST) {
      add(messages.text("evaluate.skipped.more", images.size() - MOST));
    }
  }

  private void add(String text) {
    Label line = new Label(text);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    getChildren().add(line);
  }
}
