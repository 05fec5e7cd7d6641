package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.api.TrainingRuns.StartTime;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The wizard: steps at the left, the open step in the middle, what the run takes at the right. */
final class WizardView extends BorderPane {
  static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  /** Of the width of the pane in ems. */
  private static final double NARROW_EM = 80;

  private final WizardViewModel model;
  private final Messages messages;
  private final Runnable cancel;
  private final Consumer<RunSummary> created;
  private final ScrollPane middle = new ScrollPane();
  private final ScrollPane right = new ScrollPane();
  private final CostPane cost;
  private final StepList steps;
  private final ReviewStepView review;
  private final Map<WizardStep, Node> pages;
  private final Button back;
  private final Button next;
  private boolean narrow;
  private final Label problem = CorpusStepView.notice("wizard-problem", "", true);

  /**
   * @param folder asks for a folder
   * @param cancel leaves the wizard; the draft is kept
   * @param created receives the run that was started
   */
  WizardView(
      WizardViewModel model,
      Messages messages,
      Supplier<Optional<Path>> folder,
      Runnable cancel,
      Consumer<RunSummary> created,
      Supplier<LocalDateTime> clock) {
    this.model = model;
    this.messages = messages;
    this.cancel = cancel;
    this.created = created;
    this.review = new ReviewStepView(model, messages);
    this.pages =
        Map.of(
            WizardStep.CORPUS, new CorpusStepView(model.corpus(), folder, messages),
            WizardStep.START, new StartStepView(model, messages),
            WizardStep.TRAINING, new SettingsStepView(model, messages),
            WizardStep.REVIEW, review);
    setId("wizard");
    getStyleClass().add("wizard");
    back = new Button(messages.text("wizard.back"));
    back.setId("wizard-back");
    back.setOnAction(event -> move(-1));
    next = new Button();
    next.setId("wizard-next");
    next.getStyleClass().add("accent");
    next.setOnAction(event -> forward());
    middle.setFitToWidth(true);
    middle.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    middle.getStyleClass().add("wizard-middle");
    cost = new CostPane(model, messages, clock);
    steps = new StepList(model, messages);
    right.setFitToWidth(true);
    right.setFitToHeight(true);
    right.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    right.getStyleClass().add("wizard-right");
    VBox.setVgrow(middle, Priority.ALWAYS);
    setTop(header());
    setLeft(steps);
    setCenter(new VBox(middle, footer()));
    setRight(right);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    model.stepProperty().addListener((property, before, step) -> show(step));
    InvalidationListener update = change -> updateButtons();
    model.corpus().checkedProperty().addListener(update);
    model.corpus().decisionsProperty().addListener(update);
    model.plans().fromProperty().addListener(update);
    model.plans().settings().settings().addListener(update);
    model.plans().settings().changesProperty().addListener(update);
    model.plans().settings().problemsProperty().addListener(update);
    model.startingProperty().addListener(update);
    model.plans().seedProperty().addListener(update);
    widthProperty().addListener((property, before, width) -> fitWidth());
    next.fontProperty().addListener((property, before, font) -> fitWidth());
    show(model.stepProperty().get());
  }

  private Node header() {
    Button leave = Icons.button("fth-chevron-left", messages.text("wizard.leave"), cancel);
    leave.setId("wizard-leave");
    Label title = new Label(messages.text("wizard.title"));
    title.getStyleClass().addAll("bold", "wizard-title");
    Label draft = new Label(messages.text("wizard.draft"));
    draft.getStyleClass().add("muted");
    draft.setMinWidth(0);
    HBox header = new HBox(leave, title, gap(), draft);
    header.setAlignment(Pos.CENTER_LEFT);
    header.getStyleClass().add("wizard-header");
    return header;
  }

  private Node footer() {
    Button discard = new Button(messages.text("wizard.discard"));
    discard.setId("wizard-discard");
    discard.setOnAction(
        event -> {
          model.discard();
          cancel.run();
        });
    HBox buttons = new HBox(discard, gap(), back, next);
    buttons.setAlignment(Pos.CENTER_LEFT);
    buttons.getStyleClass().add("wizard-bar");
    VBox footer = new VBox(problem, buttons);
    footer.getStyleClass().add("wizard-footer");
    return footer;
  }

  private static Region gap() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return gap;
  }

  private void show(WizardStep step) {
    placeCost(pages.get(step));
    middle.setVvalue(0);
    updateButtons();
    boolean measured = model.plans().estimate().isPresent();
    if (step.number() >= WizardStep.TRAINING.number()
        && !measured
        && !model.plans().estimates().measuringProperty().get()
        && model.plans().estimates().problemProperty().get().isEmpty()) {
      model.plans().measure();
    }
  }

  private void updateButtons() {
    WizardStep step = model.stepProperty().get();
    back.setDisable(step == WizardStep.CORPUS);
    boolean last = step == WizardStep.REVIEW;
    next.setText(
        last
            ? messages.text("wizard.start")
            : messages.text(
                "wizard.continue", messages.text(WizardStep.of(step.number() + 1).titleKey())));
    next.setDisable(last ? !model.isComplete(step) : !reachableNext(step));
  }

  private boolean reachableNext(WizardStep step) {
    return model.isReachable(WizardStep.of(step.number() + 1));
  }

  private void move(int steps) {
    model.stepProperty().set(WizardStep.of(model.stepProperty().get().number() + steps));
  }

  private void forward() {
    if (model.stepProperty().get() != WizardStep.REVIEW) {
      move(1);
      return;
    }
    model.start(review.startsNow() ? StartTime.NOW : StartTime.IN_TURN, created);
  }

  /** Focuses the main control of the open step. */
  void focus() {
    next.requestFocus();
  }

  /** In a narrow pane, the steps are numbers and what the run takes comes below the page. */
  private void fitWidth() {
    boolean now = getWidth() > 0 && getWidth() < NARROW_EM * next.getFont().getSize();
    if (now != narrow) {
      narrow = now;
      pseudoClassStateChanged(NARROW, now);
      steps.setNumbersOnly(now);
      show(model.stepProperty().get());
    }
  }

  private void placeCost(Node page) {
    right.setContent(null);
    setRight(null);
    if (narrow) {
      middle.setContent(new VBox(page, cost));
    } else {
      middle.setContent(page);
      right.setContent(cost);
      setRight(right);
    }
  }
}
