package org.kamcl.explorer.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.settings.SettingDescription;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** A setting with its name, explanation, default and control. */
final class SettingRow extends HBox {
  private final SettingsListViewModel model;
  private final SettingDescription setting;
  private final Locale locale;
  private final Button reset;

  /** The listener changes the control; the control must not change the setting then. */
  private boolean updating;

  SettingRow(SettingsListViewModel model, SettingDescription setting, Messages messages) {
    this.model = model;
    this.setting = setting;
    this.locale = messages.locale();
    getStyleClass().add("setting-row");
    setAlignment(Pos.CENTER_LEFT);
    Label title = new Label(setting.title(locale));
    title.getStyleClass().add("bold");
    Label explanation = wrapped(setting.explanation(locale));
    Label standard =
        wrapped(
            messages.text(
                setting.atOnce() ? "settings.default.now" : "settings.default.restart",
                setting.name(setting.standard(), locale)));
    standard.getStyleClass().addAll("small", "muted");
    VBox texts = new VBox(title, explanation, standard);
    texts.getStyleClass().add("setting-texts");
    HBox.setHgrow(texts, Priority.ALWAYS);
    reset =
        Icons.button(
            "fth-rotate-ccw", messages.text("settings.reset.one"), () -> model.reset(setting));
    reset.getStyleClass().add(Styles.FLAT);
    reset.setId("reset-" + setting.id());
    Node control = control();
    control.setId("setting-" + setting.id());
    control.setAccessibleText(setting.title(locale) + ". " + setting.explanation(locale));
    getChildren().addAll(texts, control, reset);
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private void changed(Object value) {
    if (!updating) {
      model.change(setting, value);
    }
  }

  /** Shows the current value. */
  private void update(Runnable show) {
    updating = true;
    show.run();
    updating = false;
    // Hidden, so that the controls stay in one column.
    reset.setVisible(setting.isChanged(model.settings().settingsProperty().get()));
  }

  private void follow(Runnable show) {
    update(show);
    model
        .settings()
        .settingsProperty()
        .addListener(new javafx.beans.value.WeakChangeListener<>(keep(show)));
  }

  private javafx.beans.value.ChangeListener<Object> keep(Runnable show) {
    javafx.beans.value.ChangeListener<Object> listener = (property, old, now) -> update(show);
    // Lives as long as the row.
    setUserData(listener);
    return listener;
  }

  private Node control() {
    return switch (setting.kind()) {
      case CHOICE -> choice();
      case FLAG -> flag();
      case NUMBER -> number();
    };
  }

  private Node choice() {
    ComboBox<String> box = new ComboBox<>();
    box.getItems().setAll(setting.choices());
    box.setConverter(new DisplayConverter<>(value -> setting.name(value, locale)));
    box.valueProperty().addListener((property, old, value) -> changed(value));
    follow(() -> box.setValue((String) model.value(setting)));
    box.getStyleClass().add("setting-control");
    return box;
  }

  private Node flag() {
    ToggleSwitch toggle = new ToggleSwitch();
    toggle.selectedProperty().addListener((property, old, value) -> changed(value));
    follow(() -> toggle.setSelected((Boolean) model.value(setting)));
    return toggle;
  }

  private Node number() {
    Slider slider = new Slider(setting.least(), setting.most(), setting.least());
    slider.setBlockIncrement(setting.step());
    slider.setMajorTickUnit(setting.step());
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(setting.most() - setting.least() > 1);
    Label value = new Label();
    value.getStyleClass().add("setting-number");
    slider
        .valueProperty()
        .addListener(
            (property, old, now) -> {
              if (!slider.isValueChanging()) {
                changed(snapped(now.doubleValue()));
              }
              value.setText(setting.name(snapped(now.doubleValue()), locale));
            });
    slider
        .valueChangingProperty()
        .addListener(
            (property, old, changing) -> {
              if (!changing) {
                changed(snapped(slider.getValue()));
              }
            });
    follow(
        () -> {
          slider.setValue((Double) model.value(setting));
          value.setText(setting.name(model.value(setting), locale));
        });
    HBox box = new HBox(slider, value);
    box.getStyleClass().add("setting-control");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private double snapped(double value) {
    double steps = Math.round((value - setting.least()) / setting.step());
    return Math.min(setting.most(), setting.least() + steps * setting.step());
  }
}
