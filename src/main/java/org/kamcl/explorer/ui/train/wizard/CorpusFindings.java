package org.kamcl.explorer.ui.train.wizard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.check.CheckDecisions;
import org.kamcl.engine.corpus.check.CheckDecisions.Duplicates;
import org.kamcl.engine.corpus.check.CheckDecisions.Leaks;
import org.kamcl.engine.corpus.check.CheckDecisions.Suspicious;
import org.kamcl.engine.corpus.check.CopyGroup;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.engine.corpus.check.CorpusReport.Shape;
import org.kamcl.engine.corpus.check.SuspiciousCaption;
import org.kamcl.engine.corpus.check.SuspiciousCaption.Reason;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.TrainingCorpora.CheckedCorpus;
import org.kamcl.explorer.api.TrainingCorpora.ConceptCount;
import org.kamcl.explorer.api.TrainingCorpora.WordReport;
import org.kamcl.explorer.ui.control.DisplayConverter;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.train.wizard.FindingRow.Level;

/** The findings of a check as rows, with images as evidence. */
final class CorpusFindings {
  private static final int GROUPS = 6;
  private static final int ALL_GROUPS = 60;
  private static final int LINES = 30;
  private static final int WORDS = 12;

  private final CorpusViewModel model;
  private final CheckedCorpus checked;
  private final CorpusReport report;
  private final Messages messages;
  private final ErrorFormatter errors;

  CorpusFindings(CorpusViewModel model, CheckedCorpus checked, Messages messages) {
    this.model = model;
    this.checked = checked;
    this.report = checked.report();
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Number of findings with a decision. */
  static int decisions(CorpusReport report) {
    int count = 0;
    count += report.leaks().isEmpty() ? 0 : 1;
    count += report.missing().isEmpty() ? 0 : 1;
    count += report.unreadable().isEmpty() ? 0 : 1;
    return count;
  }

  List<Node> rows() {
    List<Node> rows = new ArrayList<>();
    rows.add(leaks());
    rows.add(missing());
    rows.add(unreadable());
    rows.add(duplicates());
    rows.add(captions());
    List<SuspiciousCaption> shared =
        report.suspicious().stream().filter(c -> c.reason() == Reason.SHARED).toList();
    if (!shared.isEmpty()) {
      rows.add(
          new FindingRow(
                  Level.NOTE,
                  messages.text("wizard.shared"),
                  messages.text("wizard.shared.some", shared.size()))
              .fold(
                  messages.text("wizard.show"),
                  () ->
                      lines(
                          shared,
                          c -> messages.text("wizard.shared.line", c.images(), c.caption()))));
    }
    rows.add(words());
    if (!report.other().isEmpty()) {
      rows.add(
          new FindingRow(
                  Level.NOTE,
                  messages.text("wizard.other"),
                  messages.text("wizard.other.some", report.other().size()))
              .fold(messages.text("wizard.show"), () -> lines(report.other(), errors::format)));
    }
    return rows;
  }

  private Node leaks() {
    List<CopyGroup> leaks = report.leaks();
    if (leaks.isEmpty()) {
      return new FindingRow(
          Level.OK, messages.text("wizard.leaks"), messages.text("wizard.leaks.none"));
    }
    CheckDecisions now = model.decisionsProperty().get();
    FindingRow row =
        new FindingRow(
            Level.DECISION,
            messages.text("wizard.leaks"),
            messages.text("wizard.leaks.some", leaks.size()));
    row.setId("finding-leaks");
    row.add(groups(leaks, GROUPS));
    if (leaks.size() > GROUPS) {
      row.fold(
          messages.text("wizard.show.all", leaks.size()),
          () -> groups(leaks.subList(GROUPS, Math.min(leaks.size(), ALL_GROUPS)), ALL_GROUPS));
    }
    return row.choice(
        choice(
            "decision-leaks",
            Leaks.values(),
            now.leaks(),
            DecisionTexts::key,
            chosen -> decide(d -> new CheckDecisions(chosen, d.duplicates(), d.suspicious()))));
  }

  private Node missing() {
    List<Problem> missing = report.missing();
    if (missing.isEmpty()) {
      return new FindingRow(
          Level.OK, messages.text("wizard.missing"), messages.text("wizard.missing.none"));
    }
    return new FindingRow(
            Level.DECISION,
            messages.text("wizard.missing"),
            messages.text("wizard.missing.some", missing.size()))
        .fold(messages.text("wizard.show"), () -> lines(missing, errors::format))
        .choice(leftOut());
  }

  private Node unreadable() {
    if (report.unreadable().isEmpty()) {
      return new FindingRow(
          Level.OK,
          messages.text("wizard.readable"),
          messages.text("wizard.readable.all", shapes(report.shapes())));
    }
    return new FindingRow(
            Level.DECISION,
            messages.text("wizard.readable"),
            messages.text(
                "wizard.readable.some", report.unreadable().size(), shapes(report.shapes())))
        .fold(
            messages.text("wizard.show"),
            () -> lines(report.unreadable(), one -> errors.format(one.reason())))
        .choice(leftOut());
  }

  private Label leftOut() {
    Label label = new Label(messages.text("wizard.left.out"));
    label.getStyleClass().addAll("muted", "finding-fixed");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private String shapes(List<Shape> shapes) {
    String most =
        shapes.stream()
            .limit(2)
            .map(
                shape ->
                    messages.text("wizard.shape", shape.width(), shape.height(), shape.bands()))
            .collect(Collectors.joining(", "));
    return shapes.size() <= 2 ? most : messages.text("wizard.shape.more", most, shapes.size() - 2);
  }

  private Node duplicates() {
    List<CopyGroup> groups = report.duplicates();
    if (groups.isEmpty()) {
      return new FindingRow(
          Level.OK, messages.text("wizard.duplicates"), messages.text("wizard.duplicates.none"));
    }
    return new FindingRow(
            Level.NOTE,
            messages.text("wizard.duplicates"),
            messages.text("wizard.duplicates.some", groups.size()))
        .fold(messages.text("wizard.show"), () -> groups(groups, ALL_GROUPS))
        .choice(
            choice(
                "decision-duplicates",
                Duplicates.values(),
                model.decisionsProperty().get().duplicates(),
                DecisionTexts::key,
                chosen -> decide(d -> new CheckDecisions(d.leaks(), chosen, d.suspicious()))));
  }

  private Node captions() {
    List<SuspiciousCaption> found =
        report.suspicious().stream().filter(c -> c.reason() != Reason.SHARED).toList();
    if (found.isEmpty()) {
      return new FindingRow(
          Level.OK, messages.text("wizard.captions"), messages.text("wizard.captions.none"));
    }
    return new FindingRow(
            Level.NOTE,
            messages.text("wizard.captions"),
            messages.text("wizard.captions.some", found.size()))
        .fold(messages.text("wizard.show"), () -> captions(found))
        .choice(
            choice(
                "decision-suspicious",
                Suspicious.values(),
                model.decisionsProperty().get().suspicious(),
                DecisionTexts::key,
                chosen -> decide(d -> new CheckDecisions(d.leaks(), d.duplicates(), chosen))));
  }

  private Node captions(List<SuspiciousCaption> found) {
    VBox lines = new VBox();
    lines.getStyleClass().add("finding-lines");
    for (SuspiciousCaption caption : found.subList(0, Math.min(LINES, found.size()))) {
      Label text =
          new Label(
              messages.text(
                  "wizard.captions.line",
                  caption.caption(),
                  messages.text(DecisionTexts.key(caption.reason())),
                  caption.image().filename()));
      text.setWrapText(true);
      HBox line = new HBox(picture(caption.image()), text);
      line.getStyleClass().add("finding-line");
      lines.getChildren().add(line);
    }
    return lines;
  }

  private Node words() {
    WordReport words = checked.words();
    String concepts =
        words.concepts().stream()
            .limit(WORDS)
            .map(ConceptCount::name)
            .collect(Collectors.joining(", "));
    FindingRow row =
        new FindingRow(
            words.concepts().isEmpty() ? Level.NOTE : Level.OK,
            messages.text("wizard.words"),
            messages.text("wizard.words.some", words.vocabulary(), words.concepts().size()));
    if (!concepts.isEmpty()) {
      Label list = new Label(concepts);
      list.setWrapText(true);
      list.getStyleClass().add("muted");
      row.add(list);
    }
    if (!words.rare().isEmpty() || !words.unseen().isEmpty()) {
      row.fold(
          messages.text("wizard.words.unknown", words.rare().size(), words.unseen().size()),
          () -> {
            VBox lists = new VBox(wordList("wizard.words.rare", words.rare()));
            lists.getChildren().add(wordList("wizard.words.unseen", words.unseen()));
            lists.getStyleClass().add("finding-lines");
            return lists;
          });
    }
    return row;
  }

  private Label wordList(String key, List<String> words) {
    String first = words.stream().limit(4L * LINES).collect(Collectors.joining(", "));
    Label label = new Label(messages.text(key, words.size(), first));
    label.setWrapText(true);
    return label;
  }

  private <T> Node lines(List<T> found, Function<T, String> text) {
    VBox lines = new VBox();
    lines.getStyleClass().add("finding-lines");
    for (T one : found.subList(0, Math.min(LINES, found.size()))) {
      Label line = new Label(text.apply(one));
      line.setWrapText(true);
      lines.getChildren().add(line);
    }
    if (found.size() > LINES) {
      Label more = new Label(messages.text("wizard.more", found.size() - LINES));
      more.getStyleClass().add("muted");
      lines.getChildren().add(more);
    }
    return lines;
  }

  private Node groups(List<CopyGroup> groups, int most) {
    FlowPane pane = new FlowPane();
    pane.getStyleClass().add("copy-groups");
    for (CopyGroup group : groups.subList(0, Math.min(most, groups.size()))) {
      HBox pair = new HBox();
      pair.getStyleClass().add("copy-group");
      group.copies().stream().limit(4).forEach(copy -> pair.getChildren().add(copy(copy)));
      pane.getChildren().add(pair);
    }
    return pane;
  }

  private Node copy(CopyGroup.Copy copy) {
    Label split = new Label(SplitBar.name(copy.image().split(), messages));
    split.getStyleClass().addAll("small", "muted");
    VBox box = new VBox(picture(copy.image()), split);
    box.getStyleClass().add("copy");
    return box;
  }

  private CorpusPicture picture(CorpusImage image) {
    return new CorpusPicture(
        model,
        image.path(),
        messages.text(
            "wizard.image.tip", image.filename(), SplitBar.name(image.split(), messages)));
  }

  private void decide(Function<CheckDecisions, CheckDecisions> change) {
    model.decisionsProperty().set(change.apply(model.decisionsProperty().get()));
  }

  private <T> ComboBox<T> choice(
      String id, T[] values, T chosen, Function<T, String> key, Consumer<T> onChosen) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getItems().setAll(values);
    box.setConverter(new DisplayConverter<>(value -> messages.text(key.apply(value))));
    box.setValue(chosen);
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.valueProperty().addListener((property, before, value) -> onChosen.accept(value));
    return box;
  }
}
