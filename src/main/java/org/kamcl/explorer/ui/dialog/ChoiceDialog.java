package org.kamcl.explorer.ui.dialog;

import java.util.List;
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

/** Asks what happens to running work when the window is closed. */
public final class ChoiceDialog {
  private ChoiceDialog() {}

  /**
   * What can be chosen.
   *
   * @param key message key of the text
   * @param id node id of the button
   * @param place of the button
   * @param answer what it stands for
   */
  public record Choice<T>(String key, String id, ButtonBar.ButtonData place, T answer) {}

  /**
   * Shows the dialog.
   *
   * @param owner the window to close
   * @param id node id of the dialog
   * @param header question
   * @param text what the answers mean
   * @param choices the last one is also the answer of Esc and of closing the dialog
   * @param style applies the theme of the window
   * @param answered receives the answer
   */
  public static <T> void show(
      Window owner,
      String id,
      String header,
      String text,
      List<Choice<T>> choices,
      Messages messages,
      Consumer<Scene> style,
      Consumer<T> answered) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.initModality(Modality.WINDOW_MODAL);
    dialog.setTitle(messages.text("window.title"));
    DialogPane pane = dialog.getDialogPane();
    pane.setId(id);
    pane.getStyleClass().add("close-dialog");
    pane.setHeaderText(header);
    Label label = new Label(text);
    label.setWrapText(true);
    pane.setContent(label);
    List<ButtonType> types =
        choices.stream().map(c -> new ButtonType(messages.text(c.key()), c.place())).toList();
    pane.getButtonTypes().setAll(types);
    for (int i = 0; i < types.size(); i++) {
      Node button = pane.lookupButton(types.get(i));
      button.setId(choices.get(i).id());
      // All as wide as the widest would cut long texts in some languages.
      ButtonBar.setButtonUniformSize(button, false);
    }
    style.accept(pane.getScene());
    dialog.setOnHidden(
        event -> {
          int chosen = types.indexOf(dialog.getResult());
          answered.accept(choices.get(chosen < 0 ? choices.size() - 1 : chosen).answer());
        });
    dialog.show();
  }
}
