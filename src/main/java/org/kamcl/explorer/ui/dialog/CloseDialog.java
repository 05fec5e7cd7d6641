package org.kamcl.explorer.ui.dialog;

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

/** Asks what happens to running jobs when the window is closed. */
public final class CloseDialog {
  /** What the user chose. */
  public enum Answer {
    /** The window closes; the program ends when the jobs have ended. */
    FINISH_IN_BACKGROUND,
    /** The jobs stop and the program ends. */
    STOP,
    /** The window stays open. */
    KEEP_OPEN
  }

  private CloseDialog() {}

  /**
   * Shows the dialog. Esc and closing it keep the window open.
   *
   * @param owner the window to close
   * @param jobs number of running and queued jobs
   * @param style applies the theme of the window
   * @param answered receives the answer
   */
  public static void show(
      Window owner, int jobs, Messages messages, Consumer<Scene> style, Consumer<Answer> answered) {
    ButtonType background =
        new ButtonType(messages.text("close.background"), ButtonBar.ButtonData.OK_DONE);
    ButtonType stop = new ButtonType(messages.text("close.stop"), ButtonBar.ButtonData.NO);
    ButtonType keep =
        new ButtonType(messages.text("close.keep"), ButtonBar.ButtonData.CANCEL_CLOSE);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(messages.text("window.title"));
    DialogPane pane = dialog.getDialogPane();
    pane.setId("close-dialog");
    pane.getStyleClass().add("close-dialog");
    Label text = new Label(messages.text("close.text", jobs));
    text.setWrapText(true);
    pane.setHeaderText(messages.text("close.title", jobs));
    pane.setContent(text);
    pane.getButtonTypes().setAll(background, stop, keep);
    name(pane, background, "close-background");
    name(pane, stop, "close-stop");
    name(pane, keep, "close-keep");
    style.accept(pane.getScene());
    dialog.setOnHidden(
        event -> {
          ButtonType chosen = dialog.getResult();
          answered.accept(
              chosen == background
                  ? Answer.FINISH_IN_BACKGROUND
                  : chosen == stop ? Answer.STOP : Answer.KEEP_OPEN);
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
