package org.kamcl.explorer.ui.concepts;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Shortcuts;

/** Concepts: what the model's concepts are in the archive, and how the images lie to each other. */
public final class ConceptsPerspective implements Perspective {
  private final PerspectiveContext context;
  private final ConceptsViewModel model;
  private final PlotViewModel plot;
  private final OriginViewModel origin;
  private final ConceptActions actions;
  private ConceptsView view;
  private boolean open;

  /** The images that are shown; null before. */
  private List<ImageRecord> shown;

  /** Name of the model whose concepts and plot are shown. */
  private String shownModel = "";

  /**
   * @param hits actions of the Explore perspective
   * @param inspect shows an image in the Inspect perspective
   */
  public ConceptsPerspective(
      PerspectiveContext context, HitActions hits, Consumer<ImageRecord> inspect) {
    this.context = context;
    this.model =
        new ConceptsViewModel(
            context.archive(), context.selection(), context.executor(), context.messages());
    this.plot =
        new PlotViewModel(
            context.archive(),
            context.selection(),
            context.jobs(),
            context.executor(),
            context.messages());
    this.origin =
        new OriginViewModel(
            context.archive(), model, context.selection(), context.executor(), context.messages());
    this.actions = new ConceptActions(hits, context.selection(), inspect);
  }

  @Override
  public String id() {
    return "concepts";
  }

  @Override
  public String titleKey() {
    return "perspective.concepts";
  }

  @Override
  public String tooltipKey() {
    return "perspective.concepts.tip";
  }

  @Override
  public String guideChapter() {
    return "concepts";
  }

  @Override
  public String icon() {
    return "mdi2g-graph-outline";
  }

  @Override
  public Node node() {
    return view();
  }

  private ConceptsView view() {
    if (view == null) {
      view =
          new ConceptsView(
              model,
              plot,
              origin,
              actions,
              new ConceptMarking(
                  model,
                  context.toasts(),
                  () -> actions.hits().refreshReasons(),
                  context.messages()),
              context);
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
    InvalidationListener changed = change -> load();
    context.archive().images().addListener(changed);
    context.archive().stateProperty().addListener(changed);
    // Another model has other concepts, and other neighbors in the plot.
    context.archive().modelProperty().addListener(changed);
    load();
  }

  /** Reads the archive if it has changed, unless another perspective is shown. */
  private void load() {
    ArchiveViewModel archive = context.archive();
    boolean known =
        archive.isLoaded()
            && (archive.stateProperty().get() == ArchiveViewModel.State.READY
                || archive.stateProperty().get() == ArchiveViewModel.State.EMPTY);
    String now = archive.modelProperty().get().map(ModelInfo::name).orElse("");
    boolean current = now.equals(shownModel) && isShown(archive.images());
    if (open && known && view().getScene() != null && !current) {
      shown = List.copyOf(archive.images());
      shownModel = now;
      model.load();
      plot.load();
    }
  }

  /**
   * Whether nothing has changed that is seen here. The archive is also read again after jobs that
   * change nothing, and then a plot of neighbors must stay.
   */
  private boolean isShown(List<ImageRecord> images) {
    if (shown == null || shown.size() != images.size()) {
      return false;
    }
    for (int i = 0; i < shown.size(); i++) {
      ImageRecord before = shown.get(i);
      ImageRecord now = images.get(i);
      if (before.id() != now.id()
          || !before.collection().equals(now.collection())
          || !before.date().equals(now.date())
          || !before.file().equals(now.file())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    Shortcuts.Group group = Shortcuts.Group.PANES;
    shortcuts.bind(group, "keys.concepts.filter", this::focus, Shortcuts.shortcut(KeyCode.F));
    shortcuts.describe(group, "keys.plot.zoomin", Shortcuts.plusKeys());
    shortcuts.describe(group, "keys.plot.zoomout", Shortcuts.minusKeys());
    shortcuts.describe(group, "keys.plot.fit", Shortcuts.key(KeyCode.DIGIT0));
    shortcuts.describe(group, "keys.plot.move", Shortcuts.key(KeyCode.LEFT));
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().filter().requestFocus();
  }

  @Override
  public boolean escape() {
    if (!model.filterProperty().get().isEmpty()) {
      model.filterProperty().set("");
      return true;
    }
    if (!plot.selectedProperty().get().isEmpty()) {
      plot.clearSelection();
      return true;
    }
    return false;
  }

  @Override
  public boolean isSettled() {
    return model.isSettled() && plot.isSettled() && origin.isSettled();
  }

  @Override
  public void close() {
    model.close();
    origin.close();
    plot.stop();
  }
}
