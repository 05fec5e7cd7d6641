package org.kamcl.explorer.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunMemory;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Facts of the selected run. */
final class RunFacts extends VBox {
  private static final int HASH_DIGITS = 12;
  private static final double GIGABYTE = 1 << 30;

  private final RunFormatter formatter;
  private final Messages messages;
  private final GridPane facts = new GridPane();
  private final Hyperlink command = new Hyperlink();
  private final Label memoryName = new Label();
  private final Label memory = new Label();
  private @Nullable RunSummary run;
  private double rate = Double.NaN;
  private boolean known;

  private record Fact(String key, String value, String tip) {}

  /**
   * @param copyCommand copies the command line of a run
   */
  RunFacts(RunFormatter formatter, Messages messages, Consumer<RunSummary> copyCommand) {
    this.formatter = formatter;
    this.messages = messages;
    setId("run-facts");
    getStyleClass().add("run-facts");
    Label title = new Label(messages.text("train.facts"));
    title.getStyleClass().add("bold");
    facts.getStyleClass().add("run-fact-table");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().setAll(names, values);
    memoryName.setText(messages.text("train.fact.memory"));
    memoryName.getStyleClass().add("muted");
    memory.setId("run-memory");
    memory.setWrapText(true);
    command.setText(messages.text("train.command"));
    command.setId("run-command");
    command.setGraphic(Icons.of("fth-terminal"));
    command.setOnAction(
        event -> {
          RunSummary now = run;
          if (now != null) {
            copyCommand.accept(now);
          }
        });
    getChildren().addAll(title, facts, command);
  }

  /** Shows the memory of the processes of the run; empty where it is not known. */
  void showMemory(Optional<RunMemory> now) {
    memory.setText(
        now.map(
                size ->
                    messages.text(
                        size.bytes() == 0 ? "train.memory.peak" : "train.memory",
                        size.bytes() / GIGABYTE,
                        size.peakBytes() / GIGABYTE))
            .orElse(""));
    if (now.isPresent() != known) {
      // An empty row would leave a gap.
      known = now.isPresent();
      show(run, rate);
    }
  }

  /**
   * Shows a run; null for none.
   *
   * @param latestRate newest learning rate of the heads; not a number if there is none
   */
  void show(@Nullable RunSummary shown, double latestRate) {
    run = shown;
    rate = latestRate;
    setVisible(shown != null);
    setManaged(shown != null);
    if (shown == null) {
      return;
    }
    List<Fact> all = new ArrayList<>();
    if (!Double.isNaN(rate)) {
      all.add(
          fact(
              "train.fact.rate", messages.text("train.scientific", rate).toLowerCase(Locale.ROOT)));
    }
    shown
        .progress()
        .pairsPerSecond()
        .ifPresent(speed -> all.add(fact("train.fact.speed", messages.text("train.pairs", speed))));
    int measured = all.size();
    OptionalDouble best = shown.progress().bestMeanRecall();
    if (best.isPresent()) {
      all.add(
          fact(
              "train.fact.best",
              messages.text(
                  "train.best.at", formatter.recall(best), shown.progress().bestEpoch())));
    }
    if (shown.progress().checkpointStep() > 0) {
      String saved = messages.text("train.saved.step", shown.progress().checkpointStep());
      all.add(
          fact(
              "train.fact.saved",
              shown
                  .times()
                  .checkpoint()
                  .map(
                      time ->
                          messages.text(
                              "train.saved.at",
                              shown.progress().checkpointStep(),
                              formatter.moment(time)))
                  .orElse(saved)));
    }
    shown.model().ifPresent(model -> all.add(fact("train.fact.model", model)));
    all.add(fact("train.fact.configuration", shown.origin().configuration()));
    all.add(fact("train.fact.seed", String.valueOf(shown.origin().seed())));
    if (!shown.origin().version().isEmpty()) {
      all.add(fact("train.fact.version", shown.origin().version()));
    }
    String hash = shown.origin().dataHash();
    if (!hash.isEmpty()) {
      String cut = hash.substring(0, Math.min(HASH_DIGITS, hash.length()));
      all.add(new Fact("train.fact.hash", cut, hash));
    }
    if (!shown.note().isEmpty()) {
      all.add(fact("train.fact.note", shown.note()));
    }
    facts.getChildren().clear();
    for (int row = 0; row < all.size(); row++) {
      Label name = new Label(messages.text(all.get(row).key()));
      name.getStyleClass().add("muted");
      Label value = new Label(all.get(row).value());
      value.setWrapText(true);
      value.setTooltip(new Tooltip(all.get(row).tip()));
      facts.addRow(row < measured || !known ? row : row + 1, name, value);
    }
    if (known) {
      facts.addRow(measured, memoryName, memory);
    }
    command.setTooltip(new Tooltip(shown.origin().command()));
  }

  private static Fact fact(String key, String value) {
    return new Fact(key, value, value);
  }
}
