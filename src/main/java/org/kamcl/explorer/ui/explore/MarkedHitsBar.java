package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Actions on the marked hits; hidden while there are none. */
final class MarkedHitsBar extends HBox {
  private static final int FEWEST = 2;
  private static final int MOST = 4;

  /** Actions of the buttons. */
  interface Actions {
    void compare();

    /** Opens the tags below a button. */
    void tag(Button under);

    /** Opens the captions for training below a button. */
    void train(Button under);

    void remove();
  }

  MarkedHitsBar(SelectionViewModel selection, Actions actions, Messages messages) {
    getStyleClass().add("mark-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label count = new Label();
    count.getStyleClass().add("bold");
    count.setMinWidth(USE_PREF_SIZE);
    Button compare = button("fth-columns", messages.text("results.compare"), actions::compare);
    compare.setId("compare");
    Button tag = button("fth-tag", messages.text("results.tag"), () -> {});
    tag.setOnAction(event -> actions.tag(tag));
    Button train = button("fth-activity", messages.text("results.train"), () -> {});
    train.setId("train");
    train.setOnAction(event -> actions.train(train));
    Button remove = button("fth-trash-2", messages.text("results.remove"), actions::remove);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button clear = Icons.button("fth-x", messages.text("results.unmark"), selection::clearMarks);
    clear.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(count, compare, tag, train, remove, gap, clear);
    Runnable show =
        () -> {
          int marked = selection.marks().size();
          count.setText(messages.text("results.marked", marked));
          compare.setDisable(marked < FEWEST || marked > MOST);
          setVisible(marked > 0);
          setManaged(marked > 0);
        };
    selection.markCountProperty().addListener((property, before, now) -> show.run());
    show.run();
  }

  private static Button button(String icon, String text, Runnable action) {
    Button button = new Button(text, Icons.of(icon));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }
}
