package org.kamcl.explorer.ui.train;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.kamcl.explorer.ui.text.Messages;

/** Asks what happens to running trainings when the window is closed. */
final class CloseRunsDialog {
  /** What the user chose. */
  enum Answer {
    /** The window closes; the runs go on. */
    GO_ON,
    /** The runs are paused, then the window closes. */
    PAUSE,
    /** The window stays open. */
    KEEP_OPEN
  }

  private CloseRunsDialog() {}

  /**
   * Shows the dialog. Esc and closing it keep the window open.
   *
   * @param owner the window to close
   * @param runs number of running runs
   * @param style applies the theme of the window
   * @param answered receives the answer
   */
  static void show(
      Window owner, int runs, Messages messages, Consumer<Scene> style, Consumer<Answer> answered) {
    ButtonType goOn = new ButtonType(messages.text("train.close.go"), ButtonBar.ButtonData.OK_DONE);
    ButtonType pause = new ButtonType(messages.text("train.close.pause"), ButtonBar.ButtonData.NO);
    ButtonType keep =
        new ButtonType(messages.text("close.keep"), ButtonBar.ButtonData.CANCEL_CLOSE);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(messages.text("window.title"));
    DialogPane pane = dialog.getDialogPane();
    pane.setId("close-runs");
    pane.getStyleClass().add("close-dialog");
    Label text = new Label(messages.text("train.close.text"));
    text.setWrapText(true);
    pane.setHeaderText(messages.text("train.close.title", runs));
    pane.setContent(text);
    pane.getButtonTypes().setAll(goOn, pause, keep);
    name(pane, goOn, "close-runs-go");
    name(pane, pause, "close-runs-pause");
    name(pane, keep, "close-runs-keep");
    style.accept(pane.getScene());
    dialog.setOnHidden(
        event -> {
          ButtonType chosen = dialog.getResult();
          answered.accept(
              chosen == goOn ? Answer.GO_ON : chosen == pause ? Answer.PAUSE : Answer.KEEP_OPEN);
        });
    dialog.show();
  }

  private static void name(DialogPane pane, ButtonType type, String id) {
    Node button = pane.lookupButton(type);
    button.setId(id);
    // All as wide as the widest would cut long texts in some languages.
    ButtonBar.setButtonUniformSize(button, false);
  }
}
