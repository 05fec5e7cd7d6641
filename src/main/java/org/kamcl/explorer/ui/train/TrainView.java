package org.kamcl.explorer.ui.train;

import atlantafx.base.theme.Styles;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The Train view: header, runs on the left, charts and probes on the right, or the wizard. */
final class TrainView extends BorderPane {
  /** Widths of the list, pixels at normal text size. */
  private static final double LIST = 272;

  private static final double NARROW_LIST = 232;

  /** From this width, the list has its full width, pixels at normal text size. */
  private static final double WIDE = 1100;

  /** Below this width, the header has two rows, pixels at normal text size. */
  private static final double STACKED = 860;

  private final TrainViewModel model;
  private final ChartViewport viewport;
  private final Messages messages;
  private final PerspectiveContext context;
  private final Optional<Consumer<Optional<RunPlan>>> begin;
  private final Runnable captionNext;
  private final RunHeader header;
  private final RunListPane list;
  private final RunFacts facts;
  private final RunNotice notice;
  private final ChartGrid charts;
  private final ConceptCurves concepts;
  private final ProbeStrip probes;
  private final SettingsDifferences differences;
  private final ScrollPane scroll = new ScrollPane();
  private final VBox left = new VBox();
  private final BorderPane live = new BorderPane();
  private final VBox empty = new VBox();
  private final Button first;
  private final Label problem = new Label();
  private final RunMenu menu;
  private final ChartSaver saver;
  private boolean wizard;

  /**
   * @param begin begins a new run, like another or not; empty if runs cannot be created
   * @param captionNext shows the captioning queue
   */
  TrainView(
      TrainViewModel model,
      RunActions actions,
      ChartViewport viewport,
      RunImages images,
      ChartSaver saver,
      PerspectiveContext context,
      Optional<Consumer<Optional<RunPlan>>> begin,
      Runnable captionNext) {
    this.model = model;
    this.viewport = viewport;
    this.context = context;
    this.messages = context.messages();
    this.begin = begin;
    this.captionNext = captionNext;
    this.saver = saver;
    setId("train");
    getStyleClass().add("train");
    Optional<Consumer<RunPlan>> duplicate =
        begin.map(create -> plan -> create.accept(Optional.of(plan)));
    RunFormatter formatter = new RunFormatter(messages, Clock.system(ZoneId.systemDefault()));
    menu = new RunMenu(actions, context.toasts(), messages, duplicate);
    header = new RunHeader(actions, formatter, messages, this::openMenu);
    list = new RunListPane(model, formatter, menu, context.toasts(), messages, caption(), create());
    facts = new RunFacts(formatter, messages, menu::copyCommand);
    notice =
        new RunNotice(
            messages,
            actions::resume,
            actions::resumeWithHalfRates,
            duplicate.map(create -> run -> actions.plan(run, create)));
    charts = new ChartGrid(model, viewport, messages, context.textSize());
    concepts = new ConceptCurves(viewport, messages, context.textSize());
    probes =
        new ProbeStrip(images, messages, context.textSize(), owner -> editProbes(actions, owner));
    differences = new SettingsDifferences(messages);
    first = create();
    build();
    model.versionProperty().addListener((property, before, now) -> update());
    model.overlays().versionProperty().addListener((property, before, now) -> update());
    model.selectedProperty().addListener((property, before, now) -> update());
    model.loadedProperty().addListener((property, before, now) -> update());
    model.problemProperty().addListener((property, before, now) -> update());
    model.memoryProperty().addListener((property, before, memory) -> facts.showMemory(memory));
    widthProperty().addListener((property, before, now) -> arrange());
    context.textSize().percentProperty().addListener((property, before, now) -> arrange());
    arrange();
    update();
  }

  private Button create() {
    Button create = new Button(messages.text("train.new"), Icons.of("fth-plus"));
    create.setId("new-run");
    create.setTooltip(new Tooltip(messages.text("train.new.tip")));
    create.setOnAction(event -> begin.ifPresent(action -> action.accept(Optional.empty())));
    create.setVisible(begin.isPresent());
    create.setManaged(begin.isPresent());
    return create;
  }

  private Button caption() {
    Button caption = new Button(null, Icons.of("fth-edit-3"));
    caption.setId("caption-next");
    caption.setAccessibleText(messages.text("captioning.title"));
    caption.setTooltip(new Tooltip(messages.text("captioning.open.tip")));
    caption.setOnAction(event -> captionNext.run());
    return caption;
  }

  private void build() {
    VBox.setVgrow(list, Priority.ALWAYS);
    left.getStyleClass().add("train-left");
    ScrollPane factScroll = new ScrollPane(facts);
    factScroll.setFitToWidth(true);
    factScroll.getStyleClass().add("run-fact-scroll");
    factScroll.setMinHeight(0);
    factScroll.visibleProperty().bind(facts.visibleProperty());
    factScroll.managedProperty().bind(facts.visibleProperty());
    left.getChildren().addAll(list, factScroll);
    ChartTools tools =
        new ChartTools(
            viewport,
            messages,
            () -> saver.saveImage(charts, name()),
            () -> saver.saveTable(allCharts(), name()));
    VBox content = new VBox(charts, concepts, differences, probes);
    content.getStyleClass().add("train-content");
    scroll.setId("train-scroll");
    scroll.setContent(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("train-scroll");
    VBox top = new VBox(notice, tools);
    live.setTop(top);
    live.setCenter(scroll);
    empty.setId("train-empty");
    empty.setAlignment(Pos.CENTER);
    empty.getStyleClass().add("train-empty");
    Label title = new Label(messages.text("train.none"));
    title.getStyleClass().add(Styles.TITLE_4);
    Label text = new Label(messages.text("train.none.text"));
    text.setWrapText(true);
    text.getStyleClass().add("muted");
    problem.setId("train-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("muted");
    first.setId("first-run");
    first.getStyleClass().add(Styles.ACCENT);
    Button caption = new Button(messages.text("captioning.title"), Icons.of("fth-edit-3"));
    caption.setId("first-captions");
    caption.setTooltip(new Tooltip(messages.text("captioning.open.tip")));
    caption.setOnAction(event -> captionNext.run());
    empty.getChildren().addAll(title, text, first, caption);
  }

  private String name() {
    RunSummary run = model.selectedProperty().get();
    return run == null ? "charts" : run.title();
  }

  private void openMenu(Button owner) {
    RunSummary run = model.selectedProperty().get();
    if (run != null) {
      Menus.showMenu(owner, menu.items(run, owner).toArray(new MenuItem[0]));
    }
  }

  private void editProbes(RunActions actions, Node owner) {
    RunSummary run = model.selectedProperty().get();
    if (run != null) {
      actions.probes(
          run,
          now ->
              ProbeEditor.open(owner, now, messages, changed -> actions.setProbes(run, changed)));
    }
  }

  private void arrange() {
    double factor = context.textSize().factor();
    double width = (getWidth() >= WIDE * factor ? LIST : NARROW_LIST) * factor;
    width = Math.min(width, getWidth() * 0.34);
    left.setMinWidth(width);
    left.setPrefWidth(width);
    left.setMaxWidth(width);
    header.arrange(getWidth() < WIDE * factor, getWidth() < STACKED * factor);
  }

  /** Shows what has changed. */
  private void update() {
    if (wizard) {
      return;
    }
    RunSummary selected = model.selectedProperty().get();
    RunSummary run = selected == null ? null : model.find(selected.name()).orElse(selected);
    if (!model.problemProperty().get().isEmpty() && model.isEmpty()) {
      problem.setText(model.problemProperty().get());
      setTop(null);
      setLeft(null);
      setCenter(new StackPane(problem));
      return;
    }
    if (!model.loadedProperty().get() || model.isEmpty()) {
      setTop(null);
      setLeft(null);
      setCenter(model.loadedProperty().get() ? empty : null);
      takeFocus();
      return;
    }
    if (getCenter() != live) {
      setTop(header);
      setLeft(left);
      setCenter(live);
      takeFocus();
    }
    RunCurves curves = run == null ? new RunCurves() : model.curves(run.name());
    header.show(run);
    notice.show(run, curves, begin.isPresent());
    facts.show(run, curves.curve("headLearningRate").latest());
    charts.update();
    concepts.show(curves);
    List<RunSummary> shown = model.shown();
    differences.show(shown, shown.stream().map(one -> model.overlays().color(one.name())).toList());
    probes.show(
        curves.probes(), curves.lastEpochOfPhaseOne(), run != null && !run.state().isOver());
  }

  /** Passes the focus on that the view got before it had any control. */
  private void takeFocus() {
    if (isFocused()) {
      focusMain();
    }
  }

  /** Focuses the list of the runs, or what creates the first one. */
  void focusMain() {
    if (getCenter() == live) {
      list.list().requestFocus();
    } else if (getCenter() == empty && begin.isPresent()) {
      first.requestFocus();
    } else if (wizard && getCenter() != null) {
      getCenter().requestFocus();
    }
  }

  /** Shows the wizard in the place of the curves. */
  void showWizard(Node node) {
    wizard = true;
    setTop(null);
    setLeft(null);
    setCenter(node);
  }

  /** Shows the curves. */
  void showLive() {
    wizard = false;
    setCenter(null);
    update();
  }

  /** Whether the wizard is shown. */
  boolean isWizardShown() {
    return wizard;
  }

  /** All charts, from the upper left. */
  List<CurveChart> allCharts() {
    List<CurveChart> all = new ArrayList<>(charts.charts());
    if (concepts.isVisible()) {
      all.add(concepts.chart());
    }
    return all;
  }

  /** Panes in the order in which F6 focuses them. */
  List<Node> panes() {
    return getCenter() == live ? List.of(left, scroll) : List.of(this);
  }

  RunListPane list() {
    return list;
  }

  RunHeader header() {
    return header;
  }

  ChartSaver saver() {
    return saver;
  }

  /** The panels of the charts. */
  ChartGrid charts() {
    return charts;
  }
}
