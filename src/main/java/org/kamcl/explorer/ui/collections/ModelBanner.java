package org.kamcl.explorer.ui.collections;

import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Says why the model cannot be used, and offers the others. Hidden while there is no problem. */
public final class ModelBanner extends HBox {
  private final ModelChoiceViewModel model;
  private final MenuButton choose = new MenuButton();

  /** Follows the problem of the model. */
  public ModelBanner(ModelChoiceViewModel model, Messages messages) {
    this.model = model;
    getStyleClass().addAll("banner", "banner-problem");
    setId("model-banner");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label();
    text.textProperty().bind(model.problemProperty());
    text.setWrapText(true);
    text.setGraphic(Icons.of("fth-alert-circle"));
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    choose.setText(messages.text("model.banner.choose"));
    choose.setId("model-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.managedProperty().bind(choose.visibleProperty());
    model.names().addListener((ListChangeListener<String>) change -> showNames());
    showNames();
    Button later = Icons.button("fth-x", messages.text("banner.close"), model::dismiss);
    later.getStyleClass().add(Styles.FLAT);
    getChildren().addAll(text, choose, later);
    visibleProperty().bind(model.problemProperty().isNotEmpty());
    managedProperty().bind(visibleProperty());
  }

  private MenuItem item(String name) {
    MenuItem item = new MenuItem(name, Icons.of("fth-box"));
    // A name with an underscore would lose it to a mnemonic.
    item.setMnemonicParsing(false);
    item.setOnAction(event -> model.choose(name));
    return item;
  }

  private void showNames() {
    choose.getItems().setAll(model.names().stream().map(this::item).toArray(MenuItem[]::new));
    choose.setVisible(!model.names().isEmpty());
  }
}
