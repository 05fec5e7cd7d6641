package org.kamcl.explorer.ui.train.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.TrainingSetting;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The third step: every setting, in groups, with a search; advanced ones are folded. */
final class SettingsStepView extends VBox {
  private final WizardViewModel wizard;
  private final SettingsViewModel model;
  private final Messages messages;
  private final TextField search = new TextField();
  private final ToggleButton advanced;
  private final Label changed = new Label();
  private final Button resetAll;
  private final VBox groups = new VBox();
  private final Label failure = CorpusStepView.notice("wizard-settings-failure", "", true);
  private final List<SettingRow> rows = new ArrayList<>();

  SettingsStepView(WizardViewModel wizard, Messages messages) {
    this.wizard = wizard;
    this.model = wizard.plans().settings();
    this.messages = messages;
    setId("wizard-settings");
    getStyleClass().add("wizard-page");
    search.setId("wizard-search");
    search.setPromptText(messages.text("wizard.settings.search"));
    HBox.setHgrow(search, Priority.ALWAYS);
    search.textProperty().addListener((property, before, now) -> filter());
    advanced = new ToggleButton(messages.text("wizard.settings.advanced"), Icons.of("fth-list"));
    advanced.setId("wizard-advanced");
    advanced.setMinWidth(USE_PREF_SIZE);
    advanced.selectedProperty().addListener((property, before, now) -> filter());
    changed.getStyleClass().add("muted");
    changed.setMinWidth(USE_PREF_SIZE);
    resetAll = new Button(messages.text("wizard.settings.reset"), Icons.of("fth-rotate-ccw"));
    resetAll.setId("wizard-reset");
    resetAll.setMinWidth(USE_PREF_SIZE);
    resetAll.setOnAction(event -> wizard.plans().choosePreset(model.presetProperty().get()));
    HBox bar = new HBox(search, advanced, changed, resetAll);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("wizard-bar");
    groups.getStyleClass().add("setting-groups");
    failure.textProperty().bind(model.failureProperty());
    failure.visibleProperty().bind(model.failureProperty().isNotEmpty());
    failure.managedProperty().bind(failure.visibleProperty());
    getChildren().addAll(bar, failure, groups);
    model.settings().addListener((InvalidationListener) change -> rebuild());
    model.changesProperty().addListener((property, before, now) -> update());
    model.problemsProperty().addListener((property, before, now) -> update());
    rebuild();
  }

  private void rebuild() {
    rows.clear();
    for (TrainingSetting setting : model.settings()) {
      rows.add(new SettingRow(setting, model, messages));
    }
    wizard.plans().fitBatch();
    filter();
    update();
  }

  private void update() {
    rows.forEach(SettingRow::update);
    int count = model.changesProperty().get().size();
    changed.setText(messages.text("wizard.settings.changed", count));
    resetAll.setDisable(count == 0);
    // A value that is not allowed must be seen, also if it is folded.
    if (rows.stream().anyMatch(row -> isWrong(row) && row.getParent() == null)) {
      filter();
    }
  }

  private boolean isWrong(SettingRow row) {
    return model.problemsProperty().get().containsKey(row.setting().name());
  }

  private boolean isShown(SettingRow row, String text) {
    boolean changedOrWrong =
        model.changesProperty().get().containsKey(row.setting().name()) || isWrong(row);
    return text.isEmpty()
        ? advanced.isSelected() || SettingsViewModel.isBasic(row.setting()) || changedOrWrong
        : row.matches(text);
  }

  private void filter() {
    String text = search.getText().strip().toLowerCase(Locale.ROOT);
    groups.getChildren().clear();
    for (String group : model.groups()) {
      List<Node> shown = new ArrayList<>();
      for (SettingRow row : rows) {
        if (row.setting().group().equals(group) && isShown(row, text)) {
          shown.add(row);
        }
      }
      if (!shown.isEmpty()) {
        Label title = new Label(SettingTexts.group(group, messages));
        title.getStyleClass().addAll("bold", "setting-group-title");
        VBox box = new VBox(title);
        box.getChildren().addAll(shown);
        box.getStyleClass().add("setting-group");
        groups.getChildren().add(box);
      }
    }
    if (groups.getChildren().isEmpty() && !text.isEmpty()) {
      Label none = new Label(messages.text("wizard.settings.none", search.getText().strip()));
      none.getStyleClass().add("muted");
      groups.getChildren().add(none);
    }
    Region end = new Region();
    groups.getChildren().add(end);
  }
}
