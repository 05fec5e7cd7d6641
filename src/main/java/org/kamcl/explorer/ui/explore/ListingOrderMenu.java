package org.kamcl.explorer.ui.explore;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kamcl.explorer.domain.ImageOrder;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Tips;

/** The order in which images are listed without a query. */
final class ListingOrderMenu extends MenuButton {
  private final Messages messages;

  ListingOrderMenu(ObjectProperty<ImageOrder> order, Messages messages) {
    this.messages = messages;
    setId("order");
    setMinWidth(0);
    Tips.set(this, messages.text("results.order.tip"));
    ToggleGroup group = new ToggleGroup();
    for (ImageOrder.Key key : ImageOrder.Key.values()) {
      for (boolean reversed : new boolean[] {false, true}) {
        ImageOrder choice = new ImageOrder(key, reversed);
        RadioMenuItem item = new RadioMenuItem(text(choice));
        item.setToggleGroup(group);
        item.setUserData(choice);
        item.setOnAction(event -> order.set(choice));
        getItems().add(item);
      }
    }
    Runnable update =
        () -> {
          setText(text(order.get()));
          group.getToggles().stream()
              .filter(toggle -> toggle.getUserData().equals(order.get()))
              .forEach(group::selectToggle);
        };
    order.addListener((property, before, now) -> update.run());
    update.run();
  }

  private String text(ImageOrder order) {
    return messages.text(
        switch (order.key()) {
          case DATE -> order.reversed() ? "results.order.oldest" : "results.order.newest";
          case NAME -> order.reversed() ? "results.order.name.down" : "results.order.name";
          case GSD -> order.reversed() ? "results.order.coarsest" : "results.order.finest";
          case PLACE -> order.reversed() ? "results.order.place.down" : "results.order.place";
        });
  }
}
