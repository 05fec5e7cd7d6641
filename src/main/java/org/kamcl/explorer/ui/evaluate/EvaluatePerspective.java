package org.kamcl.explorer.ui.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Shortcuts;
import org.kamcl.explorer.ui.text.ErrorFormatter;

/** Evaluate: how good a model is on a corpus, and where it fails. */
public final class EvaluatePerspective implements Perspective {
  private static final Set<String> NO_MODEL = Set.of(RunPlan.PRETRAINED, RunPlan.SCRATCH);
  private static final String VALIDATION = "val";

  private final PerspectiveContext context;
  private final HitActions hits;
  private final Consumer<ImageRecord> inspect;
  private final EvaluateViewModel model;
  private Consumer<RunSummary> random = run -> {};
  private EvaluateView view;
  private boolean open;

  /**
   * @param hits actions of the Explore perspective
   * @param inspect shows an image in the Inspect perspective
   */
  public EvaluatePerspective(
      PerspectiveContext context, HitActions hits, Consumer<ImageRecord> inspect) {
    this.context = context;
    this.hits = hits;
    this.inspect = inspect;
    this.model =
        new EvaluateViewModel(
            context.archive(),
            context.jobs(),
            context.toasts(),
            context.executor(),
            context.messages());
  }

  @Override
  public String id() {
    return "evaluate";
  }

  @Override
  public String titleKey() {
    return "perspective.evaluate";
  }

  @Override
  public String tooltipKey() {
    return "perspective.evaluate.tip";
  }

  @Override
  public String guideChapter() {
    return "evaluating";
  }

  @Override
  public String icon() {
    return "fth-bar-chart-2";
  }

  @Override
  public Node node() {
    return view();
  }

  private EvaluateView view() {
    if (view == null) {
      view =
          new EvaluateView(
              model,
              context,
              this::chooseCorpus,
              this::export,
              this::showCase,
              run -> random.accept(run));
      view.sceneProperty()
          .addListener(
              (property, before, scene) -> {
                if (scene != null) {
                  load();
                }
              });
    }
    return view;
  }

  @Override
  public void open() {
    open = true;
    context.archive().stateProperty().addListener((property, before, now) -> load());
    load();
  }

  private void load() {
    ArchiveViewModel.State state = context.archive().stateProperty().get();
    boolean known = state == ArchiveViewModel.State.READY || state == ArchiveViewModel.State.EMPTY;
    if (open && known && view().getScene() != null) {
      model.load();
    }
  }

  /** Chooses a corpus to evaluate on. */
  public void choose(Path corpus) {
    model.choice().read(corpus);
  }

  /**
   * Shows what has changed from one model to another on a split: which captions gained or lost
   * ranks. Models that were not evaluated on it yet are evaluated first.
   *
   * @param model name of the model
   * @param other name of the model before
   * @param corpus a folder with images and captions, or the file that lists them
   */
  public void compare(String model, String other, Path corpus, String split) {
    context.perspectives().show(this);
    this.model.compare(model, Optional.of(other), corpus, split);
  }

  /**
   * Shows what a training run has changed: its model compared with the one it started from, on the
   * validation images of its corpus. For a run that started from no model, only the figures.
   */
  public void showChanges(RunSummary run) {
    context.perspectives().show(this);
    run.model()
        .ifPresent(
            name ->
                model.compare(
                    name,
                    Optional.of(run.origin().from()).filter(from -> !NO_MODEL.contains(from)),
                    run.origin().corpus(),
                    VALIDATION));
  }

  /** Sets what shows what random images would have given in place of those of a run. */
  public void onRandom(Consumer<RunSummary> show) {
    random = show;
  }

  private void chooseCorpus() {
    context
        .dialogs()
        .folder(context.messages().text("wizard.corpus.dialog"))
        .ifPresent(this::choose);
  }

  private void export() {
    EvaluationDetails details = model.detailsProperty().get();
    if (details == null) {
      return;
    }
    Evaluation.Setting setting = details.evaluation().setting();
    Path suggested =
        Path.of(System.getProperty("user.home"), setting.model() + "-" + setting.split() + ".html");
    context
        .dialogs()
        .save(
            context.messages().text("evaluate.export.title"),
            suggested,
            List.of(
                new FileDialogs.FileKind(context.messages().text("evaluate.export.html"), ".html")))
        .ifPresent(this::export);
  }

  /** Writes the report of the shown evaluation. */
  void export(Path target) {
    EvaluationDetails details = model.detailsProperty().get();
    Optional<Evaluation> other =
        Optional.ofNullable(model.rows().sinceProperty().get()).map(Since::other);
    ErrorFormatter errors = new ErrorFormatter(context.messages());
    context
        .archive()
        .services()
        .ifPresent(
            services ->
                context
                    .jobs()
                    .start(
                        context.messages().text("evaluate.export.job"),
                        services.evaluations().report(details.evaluation(), other, target),
                        file ->
                            context
                                .toasts()
                                .show(context.messages().text("evaluate.export.done", file)),
                        () -> {},
                        failure -> context.toasts().showProblem(errors.format(failure))));
  }

  /**
   * Shows the wanted image of a case in Inspect with its caption as query, whether it is in the
   * archive or only a file.
   */
  private void showCase(Case one) {
    EvaluationDetails details = model.detailsProperty().get();
    if (details == null) {
      return;
    }
    Evaluation.Caption caption = details.evaluation().captions().get(one.caption());
    Evaluation.Image image = details.evaluation().images().get(caption.image());
    Optional<ImageRecord> inArchive = model.images().inArchive(image);
    if (inArchive.isPresent()) {
      hits.searchCaption(caption.text());
      inspectWhenAnswered(inArchive.get());
    } else {
      context.archive().services().ifPresent(services -> openFile(services, image, caption));
    }
  }

  /** Shows a file that is not in the archive; one that cannot be read is said, and stays here. */
  private void openFile(
      ExplorerServices services, Evaluation.Image image, Evaluation.Caption caption) {
    ImageRecord unknown = model.images().record(image);
    context
        .executor()
        .run(
            () -> services.pixels().open(unknown),
            pixels -> {
              hits.searchCaption(caption.text());
              inspectWhenAnswered(model.images().file(image, pixels.width(), pixels.height()));
            },
            failure ->
                context
                    .toasts()
                    .showProblem(new ErrorFormatter(context.messages()).format(failure)));
  }

  /** Shows an image in Inspect once the search has ended: as its hit, if it is one. */
  private void inspectWhenAnswered(ImageRecord image) {
    ReadOnlyBooleanProperty searching = hits.search().searchingProperty();
    if (!searching.get()) {
      show(image);
      return;
    }
    searching.addListener(
        new ChangeListener<Boolean>() {
          @Override
          public void changed(
              ObservableValue<? extends Boolean> property, Boolean before, Boolean now) {
            property.removeListener(this);
            show(image);
          }
        });
  }

  private void show(ImageRecord image) {
    Platform.runLater(
        () -> {
          Optional<SearchHit> hit =
              context.selection().hits().stream()
                  .filter(one -> one.image().id() == image.id())
                  .findFirst();
          hit.ifPresent(context.selection()::select);
          if (hit.isPresent()) {
            context.perspectives().show("inspect");
          } else {
            inspect.accept(image);
          }
        });
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    shortcuts.bind(group, "keys.undo", context.toasts()::undo, Shortcuts.shortcut(KeyCode.Z));
    shortcuts.bind(group, "keys.evaluate.export", this::export, Shortcuts.shortcut(KeyCode.E));
    shortcuts.describe(group, "keys.evaluate.open", Shortcuts.key(KeyCode.ENTER));
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().choice().requestFocus();
  }

  @Override
  public boolean escape() {
    if (!model.cases().filterProperty().get().equals(CaseFilter.ALL)) {
      model.cases().filterProperty().set(CaseFilter.ALL);
      return true;
    }
    return false;
  }

  @Override
  public boolean isSettled() {
    return model.isSettled();
  }

  @Override
  public void close() {
    model.close();
  }
}
