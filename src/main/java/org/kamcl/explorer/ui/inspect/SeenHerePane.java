package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.heatmap.BranchShares;
import org.kamcl.explorer.ui.heatmap.HeatMapLegend;
import org.kamcl.explorer.ui.heatmap.HeatMapSaver;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapWords;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * The controls of the heat map over the image: what to look for at the top, the legend with the
 * shares of the branches at the bottom. Visible while the heat map is on.
 */
final class SeenHerePane extends StackPane {
  /** From this height, all of the legend is shown unless it was folded, in heights of a line. */
  private static final double WITH_BRANCHES = 34;

  private final HeatMapViewModel model;
  private final HeatMapWords words;
  private final BranchShares shares;
  private final VBox card;
  private final Button fold;
  private final Messages messages;
  private boolean folded;
  private Boolean high;

  /**
   * @param saver saves the map over its image
   * @param saveReasons saves all reasons, as a picture or as JSON
   * @param withoutReasons whether the image has none
   */
  SeenHerePane(
      HeatMapViewModel model,
      HeatMapSaver saver,
      Runnable saveReasons,
      BooleanBinding withoutReasons,
      Messages messages) {
    this.model = model;
    this.messages = messages;
    this.words = new HeatMapWords(model, messages);
    this.shares = new BranchShares(model, messages);
    setId("seen-here");
    getStyleClass().add("seen-here");
    setPickOnBounds(false);
    words.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    words.prefWrapLengthProperty().bind(widthProperty().subtract(48));
    StackPane.setAlignment(words, Pos.TOP_LEFT);
    fold = Icons.button("fth-chevron-down", "", this::toggleFolded);
    fold.getStyleClass().addAll(Styles.FLAT, "heat-fold");
    StackPane.setAlignment(fold, Pos.TOP_RIGHT);
    MenuButton save = save(saver, saveReasons, withoutReasons);
    VBox content = new VBox(new HeatMapLegend(model, messages), shares, save);
    content.getStyleClass().add("heat-content");
    card = new VBox(new StackPane(content, fold));
    card.getStyleClass().addAll("map-card", "heat-card");
    card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(card, Pos.BOTTOM_LEFT);
    save.managedProperty().bind(save.visibleProperty());
    getChildren().addAll(words, card);
    visibleProperty().bind(model.shownProperty());
    model.shownProperty().addListener((property, before, shown) -> words.show());
    model.whereProperty().addListener((property, before, now) -> arrange(save));
    heightProperty()
        .addListener(
            (property, before, now) -> {
              boolean highNow = getHeight() >= WITH_BRANCHES * lineHeight();
              if (high == null || high != highNow) {
                high = highNow;
                folded = !highNow;
              }
              arrange(save);
            });
    arrange(save);
  }

  private double lineHeight() {
    double height = words.prefHeight(-1);
    return height > 0 ? height / 1.6 : 18;
  }

  private MenuButton save(HeatMapSaver saver, Runnable saveReasons, BooleanBinding withoutReasons) {
    MenuItem png = new MenuItem(messages.text("heat.save.png"));
    png.setOnAction(event -> saver.savePng());
    MenuItem reasons = new MenuItem(messages.text("heat.save.reasons"));
    reasons.setOnAction(event -> saveReasons.run());
    reasons.disableProperty().bind(withoutReasons);
    MenuButton button = new MenuButton(messages.text("heat.save"), null, png, reasons);
    button.setId("heat-save");
    button.getStyleClass().add(Styles.DENSE);
    button.setContentDisplay(ContentDisplay.LEFT);
    Tips.set(button, messages.text("heat.save.tip"));
    return button;
  }

  private void toggleFolded() {
    folded = !folded;
    requestLayout();
    arrange((MenuButton) card.lookup("#heat-save"));
  }

  private void arrange(MenuButton save) {
    boolean known = model.whereProperty().get() != null;
    boolean branches = known && !model.branchShares().isEmpty();
    shares.setVisible(branches && !folded);
    shares.setManaged(branches && !folded);
    save.setVisible(known && !folded);
    fold.setVisible(known);
    String name = messages.text(folded ? "heat.unfold" : "heat.fold");
    fold.setAccessibleText(name);
    Tips.set(fold, name);
    fold.setGraphic(Icons.of(folded ? "fth-chevron-up" : "fth-chevron-down"));
  }
}
