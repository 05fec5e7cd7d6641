package org.kamcl.explorer.ui.models;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.ModelFileNames;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Shortcuts;
import org.kamcl.explorer.ui.task.TaskExecutor;

/**
 * Models: which are installed, and what each can do. A perspective of its own, because a model is
 * chosen before the images are indexed with it, and looked at beside others.
 */
public final class ModelsPerspective implements Perspective {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final PerspectiveContext context;
  private final ModelsViewModel models;
  private final NewModelViewModel created;
  private final SampleQueryViewModel samples;
  private final AddConceptsViewModel concepts;
  private @Nullable ModelsView view;
  private TaskExecutor.Cancellable timer = () -> {};
  private boolean open;

  /** Creates the view models; nothing is read until the perspective is shown. */
  public ModelsPerspective(PerspectiveContext context) {
    this.context = context;
    this.models =
        new ModelsViewModel(
            context.archive(), context.toasts(), context.executor(), context.messages());
    this.created =
        new NewModelViewModel(
            context.archive(),
            context.jobs(),
            context.executor(),
            context.messages(),
            models::added);
    this.samples =
        new SampleQueryViewModel(
            context.archive(), context.jobs(), context.executor(), context.messages());
    this.concepts =
        new AddConceptsViewModel(
            context.archive(),
            context.jobs(),
            context.executor(),
            context.messages(),
            this::started);
  }

  @Override
  public String id() {
    return "models";
  }

  @Override
  public String titleKey() {
    return "perspective.models";
  }

  @Override
  public String tooltipKey() {
    return "perspective.models.tip";
  }

  @Override
  public String guideChapter() {
    return "models";
  }

  @Override
  public String icon() {
    return "fth-box";
  }

  @Override
  public Node node() {
    return view();
  }

  private ModelsView view() {
    ModelsView shown = view;
    if (shown == null) {
      shown = new ModelsView(models, created, samples, concepts, context);
      view = shown;
      shown
          .sceneProperty()
          .addListener(
              (property, before, scene) -> {
                timer.cancel();
                if (scene != null) {
                  load();
                  lookAgain();
                }
              });
    }
    return shown;
  }

  /** Training runs and commands make and delete models meanwhile. */
  private void lookAgain() {
    timer =
        context
            .executor()
            .schedule(
                INTERVAL,
                () -> {
                  load();
                  lookAgain();
                });
  }

  private void started(RunSummary run) {
    context
        .toasts()
        .showAction(
            context.messages().text("models.learn.started", run.title()),
            new ToastsViewModel.Action(
                context.messages().text("models.learn.show"),
                () -> context.perspectives().show("train")));
  }

  @Override
  public void open() {
    open = true;
    context.archive().stateProperty().addListener((property, before, now) -> load());
    context.archive().summaryProperty().addListener((property, before, now) -> load());
    context.archive().modelProperty().addListener((property, before, now) -> load());
    load();
  }

  private void load() {
    ArchiveViewModel.State state = context.archive().stateProperty().get();
    boolean known = state == ArchiveViewModel.State.READY || state == ArchiveViewModel.State.EMPTY;
    if (open && known && view().getScene() != null) {
      models.load();
    }
  }

  /**
   * Shows the form for a new model with files.
   *
   * @param files of one model; empty to ask for them
   */
  public void add(List<Path> files) {
    context.perspectives().show(this);
    view().begin(created);
    created.choose(files);
  }

  @Override
  public boolean takeDropped(List<Path> paths) {
    boolean models = paths.stream().allMatch(ModelFileNames::isModelFile);
    if (models) {
      add(paths);
    }
    return models;
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    shortcuts.bind(group, "keys.models.add", () -> add(List.of()), Shortcuts.shortcut(KeyCode.N));
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().focusList();
  }

  @Override
  public boolean escape() {
    if (created.openProperty().get() && created.runningProperty().get() == null) {
      created.cancel();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    timer.cancel();
  }

  @Override
  public boolean isSettled() {
    return models.loadedProperty().get()
        && created.runningProperty().get() == null
        && samples.runningProperty().get() == null;
  }
}
