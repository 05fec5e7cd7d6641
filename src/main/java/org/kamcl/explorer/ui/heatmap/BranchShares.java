package org.kamcl.explorer.ui.heatmap;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.engine.explain.ScoreMap;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel.BranchShare;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Tips;

/**
 * The share of each branch of the aggregator in the score, as a bar and a number, and which of them
 * matter in a sentence. Choosing one shows its heat map alone. Without content if the method does
 * not tell branches apart.
 */
public final class BranchShares extends VBox {
  private final HeatMapViewModel model;
  private final GridPane grid = new GridPane();
  private final Label verdict = new Label();
  private final HeatMapFormatter formatter;
  private final Messages messages;

  /** Follows a model. */
  public BranchShares(HeatMapViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    this.formatter = new HeatMapFormatter(messages);
    getStyleClass().add("branch-parts");
    grid.getStyleClass().add("branch-shares");
    verdict.setId("branch-verdict");
    verdict.getStyleClass().add("small");
    verdict.setWrapText(true);
    verdict.setMinHeight(USE_PREF_SIZE);
    getChildren().setAll(grid, verdict);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints bars = new ColumnConstraints();
    bars.setHgrow(Priority.ALWAYS);
    ColumnConstraints numbers = new ColumnConstraints();
    numbers.setMinWidth(USE_PREF_SIZE);
    grid.getColumnConstraints().setAll(names, bars, numbers);
    model.whereProperty().addListener((property, before, now) -> show());
    model.branchProperty().addListener((property, before, now) -> show());
    show();
  }

  private void show() {
    boolean focused = isFocusWithin();
    grid.getChildren().clear();
    List<BranchShare> shares = model.branchShares();
    ScoreMap where = model.whereProperty().get();
    boolean any = where != null && !shares.isEmpty();
    setVisible(any);
    setManaged(any);
    if (!any) {
      return;
    }
    double longest = shares.stream().mapToDouble(s -> Math.abs(s.score())).max().orElse(1);
    ToggleGroup group = new ToggleGroup();
    RadioButton all = choice(messages.text("heat.branch.all"), Optional.empty(), group);
    Tips.set(all, messages.text("heat.branch.all.tip"));
    grid.add(all, 0, 0, 2, 1);
    grid.add(number(where.score(), where), 2, 0);
    int row = 1;
    for (BranchShare share : shares) {
      String name = formatter.name(share);
      Node head = share.branch().isPresent() ? choice(name, share.branch(), group) : rest(name);
      Tooltip.install(head, new Tooltip(formatter.tip(share)));
      grid.add(head, 0, row);
      grid.add(bar(share.score() / longest), 1, row);
      grid.add(number(share.score(), where), 2, row);
      row++;
    }
    verdict.setText(formatter.verdict(shares, where, model.focusProperty().get()));
    verdict.setVisible(!verdict.getText().isEmpty());
    verdict.setManaged(verdict.isVisible());
    if (focused && group.getSelectedToggle() instanceof RadioButton chosen) {
      chosen.requestFocus();
    }
  }

  private RadioButton choice(String name, Optional<String> branch, ToggleGroup group) {
    RadioButton button = new RadioButton(name);
    button.getStyleClass().add("small");
    button.setToggleGroup(group);
    button.setUserData(branch.orElse(""));
    button.setSelected(branch.equals(shown()));
    button
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              if (now) {
                model.branchProperty().set(branch);
              }
            });
    return button;
  }

  /** The chosen branch, if this model has it. */
  private Optional<String> shown() {
    return model
        .branchProperty()
        .get()
        .filter(
            name ->
                model.branchShares().stream().anyMatch(s -> s.branch().equals(Optional.of(name))));
  }

  private static Label rest(String name) {
    Label label = new Label(name);
    label.getStyleClass().addAll("small", "branch-rest");
    return label;
  }

  private Label number(double score, ScoreMap where) {
    Label label = new Label(formatter.score(score, where));
    label.getStyleClass().addAll("small", "muted");
    label.setMaxWidth(Double.MAX_VALUE);
    label.setAlignment(Pos.CENTER_RIGHT);
    return label;
  }

  /**
   * @param length -1..1; negative lowers the score
   */
  private static Node bar(double length) {
    Region bar = new Region();
    bar.getStyleClass().addAll("bar", length < 0 ? "bar-lowers" : "bar-image");
    return new StackPane(bar) {
      @Override
      protected void layoutChildren() {
        double height = bar.prefHeight(-1);
        bar.resizeRelocate(
            0, (getHeight() - height) / 2, Math.max(1, getWidth() * Math.abs(length)), height);
      }
    };
  }
}
