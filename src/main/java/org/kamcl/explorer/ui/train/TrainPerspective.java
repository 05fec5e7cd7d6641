package org.kamcl.explorer.ui.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.chart.ChartViewport;
import org.kamcl.explorer.ui.chart.XAxis;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Shortcuts;
import org.kamcl.explorer.ui.train.captioning.CaptioningPane;
import org.kamcl.explorer.ui.train.captioning.ComparisonPane;

/** Train: the runs, their curves while they run, and the wizard that creates them. */
public final class TrainPerspective implements Perspective {
  private final PerspectiveContext context;
  private final TrainViewModel model;
  private final RunActions actions;
  private final ChartViewport viewport = new ChartViewport();
  private final CloseQuestion question;
  private final RunImages images;
  private final ChartSaver saver;
  private final Optional<RunWizard> wizard;
  private final CaptioningPane captioning;
  private final ComparisonPane random;
  private @Nullable TrainView view;

  /**
   * @param wizard creates the wizard; empty if runs cannot be created in the window
   */
  public TrainPerspective(
      PerspectiveContext context, Optional<Function<RunWizard.Host, RunWizard>> wizard) {
    this.context = context;
    this.model = new TrainViewModel(context.archive(), context.executor(), context.messages());
    this.actions = new RunActions(model, context.executor(), context.toasts(), context.messages());
    this.question = new CloseQuestion(model, actions, context.executor(), context.messages());
    this.images =
        new RunImages(
            context.executor(),
            (file, side) ->
                context
                    .archive()
                    .services()
                    .orElseThrow()
                    .thumbnails()
                    .thumbnail(ImageRecord.builder(-1, "", file).build(), side));
    this.saver =
        new ChartSaver(context.dialogs(), context.executor(), context.toasts(), context.messages());
    this.wizard = wizard.map(create -> create.apply(new Host()));
    this.captioning = new CaptioningPane(context, () -> view().showLive(), this::beginWith);
    this.random = new ComparisonPane(context, () -> view().showLive());
    restore(context.settings().settingsProperty().get().training());
  }

  private void restore(Settings.Training training) {
    model.restore(training.run(), training.overlays());
    for (XAxis axis : XAxis.values()) {
      if (axis.name().toLowerCase(Locale.ROOT).equals(training.axis())) {
        viewport.axisProperty().set(axis);
      }
    }
    viewport.logarithmicProperty().set(training.logarithmic());
    viewport.smoothingProperty().set(training.smoothing());
    viewport.axisProperty().addListener((property, before, now) -> keep());
    viewport.logarithmicProperty().addListener((property, before, now) -> keep());
    viewport.smoothingProperty().addListener((property, before, now) -> keep());
    model.selectedProperty().addListener((property, before, now) -> keep());
    model.overlays().versionProperty().addListener((property, before, now) -> keep());
  }

  /** Keeps what is shown for the next start. */
  private void keep() {
    RunSummary run = model.selectedProperty().get();
    if (run == null) {
      return;
    }
    List<String> overlays = model.shown().stream().map(RunSummary::name).sorted().toList();
    Settings.Training training =
        new Settings.Training(
            run.name(),
            overlays,
            viewport.axisProperty().get().name().toLowerCase(Locale.ROOT),
            viewport.logarithmicProperty().get(),
            viewport.smoothingProperty().get());
    context.settings().change(settings -> settings.with(training));
  }

  /** What the wizard does when it ends. */
  private final class Host implements RunWizard.Host {
    @Override
    public void cancel() {
      view().showLive();
      view().focusMain();
    }

    @Override
    public void created(RunSummary run) {
      model.selectCreated(run);
      view().showLive();
      view().focusMain();
    }
  }

  /** Sets what shows how the model of a run differs from the one it started from. */
  public void onCompare(Consumer<RunSummary> show) {
    actions.setComparer(show);
  }

  /** Begins a new run in the wizard, like another or not. */
  public void begin(Optional<RunPlan> similar) {
    wizard.ifPresent(
        shown -> {
          shown.begin(similar);
          view().showWizard(shown.node());
        });
  }

  /**
   * Shows the wizard with a corpus.
   *
   * @param corpus folder or file
   */
  public void beginWith(Path corpus) {
    beginWith(corpus, Optional.empty());
  }

  /**
   * Shows the wizard with a corpus and a model to train further.
   *
   * @param corpus folder or file
   * @param startModel name of the model
   */
  public void beginWith(Path corpus, String startModel) {
    beginWith(corpus, Optional.of(startModel));
  }

  private void beginWith(Path corpus, Optional<String> startModel) {
    wizard.ifPresent(
        shown -> {
          context.perspectives().show(this);
          shown.beginWith(corpus, startModel);
          view().showWizard(shown.node());
        });
  }

  /** Shows the captioning queue. */
  public void captionNext() {
    context.perspectives().show(this);
    view().showWizard(captioning.node());
    captioning.open();
    captioning.focus();
  }

  /** Shows what random images would have given in place of those of a run. */
  public void compareWithRandom(RunSummary run) {
    context.perspectives().show(this);
    view().showWizard(random.node());
    random.open(run);
  }

  @Override
  public String id() {
    return "train";
  }

  @Override
  public String titleKey() {
    return "perspective.train";
  }

  @Override
  public String tooltipKey() {
    return "perspective.train.tip";
  }

  @Override
  public String guideChapter() {
    return "training";
  }

  @Override
  public String icon() {
    return "fth-activity";
  }

  @Override
  public Node node() {
    return view();
  }

  private TrainView view() {
    TrainView created = view;
    if (created == null) {
      created =
          new TrainView(
              model,
              actions,
              viewport,
              images,
              saver,
              context,
              wizard.map(shown -> this::begin),
              this::captionNext);
      // While they are not seen, the runs are followed slowly, for the dot in the rail.
      created
          .sceneProperty()
          .addListener(
              (property, before, scene) -> {
                model.setSeen(scene != null);
              });
      view = created;
    }
    return created;
  }

  @Override
  public void open() {
    model.start();
    context.archive().stateProperty().addListener(change -> model.poll());
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    shortcuts.bind(group, "keys.train.filter", this::focusFilter, Shortcuts.shortcut(KeyCode.F));
    if (wizard.isPresent()) {
      shortcuts.bind(
          group, "keys.train.new", () -> begin(Optional.empty()), Shortcuts.shortcut(KeyCode.N));
    }
    shortcuts.bind(
        group,
        "keys.train.caption",
        this::captionNext,
        Shortcuts.shortcut(KeyCode.K, KeyCombination.SHIFT_DOWN));
    shortcuts.bind(
        group,
        "keys.train.pause",
        () -> view().header().togglePause(),
        Shortcuts.shortcut(KeyCode.P));
    shortcuts.bind(
        group,
        "keys.train.log",
        () -> viewport.logarithmicProperty().set(!viewport.logarithmicProperty().get()),
        Shortcuts.shortcut(KeyCode.L));
    shortcuts.bind(
        group,
        "keys.train.reset",
        viewport::reset,
        Shortcuts.shortcut(KeyCode.DIGIT0, KeyCombination.SHIFT_DOWN));
    shortcuts.describe(group, "keys.train.overlay", Shortcuts.key(KeyCode.SPACE));
    shortcuts.describe(group, "keys.train.read", Shortcuts.key(KeyCode.LEFT));
    shortcuts.describe(
        group, "keys.train.move", Shortcuts.key(KeyCode.LEFT, KeyCombination.SHIFT_DOWN));
    shortcuts.describe(group, "keys.train.zoomin", Shortcuts.plusKeys());
    shortcuts.describe(group, "keys.train.zoomout", Shortcuts.minusKeys());
  }

  private void focusFilter() {
    view().list().filter().requestFocus();
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().focusMain();
  }

  @Override
  public boolean escape() {
    if (view().isWizardShown()) {
      return wizard.map(RunWizard::escape).orElse(false);
    }
    if (!model.filterProperty().get().isEmpty()) {
      model.filterProperty().set("");
      return true;
    }
    if (viewport.zoomProperty().get() != null) {
      viewport.reset();
      return true;
    }
    return false;
  }

  @Override
  public ObservableBooleanValue busy() {
    return model.busyProperty();
  }

  @Override
  public boolean askBeforeClose(Window owner, Consumer<Scene> style, Runnable close) {
    return question.ask(owner, style, close);
  }

  @Override
  public boolean isSettled() {
    return model.isSettled()
        && actions.isSettled()
        && images.isSettled()
        && saver.isSettled()
        && captioning.isSettled()
        && random.isSettled()
        && wizard.map(RunWizard::isSettled).orElse(true);
  }

  @Override
  public void close() {
    model.stop();
    wizard.ifPresent(RunWizard::close);
  }
}
