package org.kamcl.explorer.ui.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.ui.collections.IndexedModelsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/**
 * Shows which model answers, and switches to another one with one click. Hidden unless at least two
 * models have indexed the archive; from four on, they are in a menu.
 */
final class ModelSwitch extends StackPane {
  private static final int BUTTONS = 3;

  private final IndexedModelsViewModel models;
  private final Messages messages;

  /** The buttons or menu items by name of the model, in their order. */
  private final Map<String, Toggle> toggles = new LinkedHashMap<>();

  ModelSwitch(IndexedModelsViewModel models, Messages messages) {
    this.models = models;
    this.messages = messages;
    setId("model-switch");
    getStyleClass().add("model-switch");
    setMinWidth(USE_PREF_SIZE);
    managedProperty().bind(visibleProperty());
    disableProperty().bind(models.switchingProperty());
    models.all().addListener((InvalidationListener) change -> show());
    show();
  }

  private void show() {
    List<IndexedModel> offered = models.searchable();
    List<String> names = offered.stream().map(IndexedModel::name).toList();
    setVisible(offered.size() > 1);
    if (!names.equals(toggles.keySet().stream().toList())) {
      // Not each time, so that the button that was pressed keeps the focus.
      toggles.clear();
      getChildren().setAll(names.size() > BUTTONS ? menu(names) : buttons(names));
    }
    for (IndexedModel model : offered) {
      Toggle toggle = toggles.get(model.name());
      if (model.active()) {
        toggle.setSelected(true);
      }
      if (toggle instanceof ToggleButton button) {
        button.getTooltip().setText(tip(model));
        button.setAccessibleText(tip(model));
      } else if (model.active()) {
        ((MenuButton) getChildren().get(0)).setText(model.name());
      }
    }
  }

  private SegmentedButton buttons(List<String> names) {
    SegmentedButton all = new SegmentedButton();
    ToggleGroup group = new ToggleGroup();
    all.setToggleGroup(group);
    for (String name : names) {
      ToggleButton button = new ToggleButton(name);
      // A name with an underscore would lose it to a mnemonic.
      button.setMnemonicParsing(false);
      button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      button.setTooltip(new Tooltip());
      button.setToggleGroup(group);
      button.setOnAction(
          event -> {
            // Clicking the selected button must not deselect it.
            button.setSelected(true);
            models.use(name);
          });
      toggles.put(name, button);
      all.getButtons().add(button);
    }
    return all;
  }

  private MenuButton menu(List<String> names) {
    MenuButton menu = new MenuButton();
    menu.setGraphic(Icons.of("fth-box"));
    menu.setMnemonicParsing(false);
    menu.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    menu.setTooltip(new Tooltip(messages.text("model.switch")));
    menu.setAccessibleText(messages.text("model.switch"));
    ToggleGroup group = new ToggleGroup();
    for (String name : names) {
      RadioMenuItem item = new RadioMenuItem(name);
      item.setMnemonicParsing(false);
      item.setToggleGroup(group);
      item.setOnAction(event -> models.use(name));
      toggles.put(name, item);
      menu.getItems().add(item);
    }
    return menu;
  }

  private String tip(IndexedModel model) {
    String all =
        model.missing() == 0
            ? messages.text("model.switch.tip", model.name())
            : messages.text("model.switch.some", model.name(), model.images(), model.all());
    return model.active() ? messages.text("model.switch.active", model.name()) : all;
  }
}
