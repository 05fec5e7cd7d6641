package org.kamcl.explorer.ui.dialog;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.stage.Window;
import org.kamcl.explorer.ui.dialog.ChoiceDialog.Choice;
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
    ChoiceDialog.show(
        owner,
        "close-dialog",
        messages.text("close.title", jobs),
        messages.text("close.text", jobs),
        List.of(
            new Choice<>(
                "close.background",
                "close-background",
                ButtonData.OK_DONE,
                Answer.FINISH_IN_BACKGROUND),
            new Choice<>("close.stop", "close-stop", ButtonData.NO, Answer.STOP),
            new Choice<>("close.keep", "close-keep", ButtonData.CANCEL_CLOSE, Answer.KEEP_OPEN)),
        messages,
        style,
        answered);
  }
}
