package org.kamcl.explorer.ui.train.captioning;

import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.shell.PerspectiveContext;

/** The comparison with random images in the place of the curves. Used on the JavaFX thread only. */
public final class ComparisonPane {
  private final PerspectiveContext context;
  private final Runnable leave;
  private final ComparisonViewModel model;
  private @Nullable ComparisonView view;

  /**
   * @param leave shows the runs again
   */
  public ComparisonPane(PerspectiveContext context, Runnable leave) {
    this.context = context;
    this.leave = leave;
    this.model =
        new ComparisonViewModel(
            context.archive(), context.jobs(), context.executor(), context.messages());
  }

  /** The view; created by the first call. */
  public Node node() {
    return view();
  }

  private ComparisonView view() {
    ComparisonView created = view;
    if (created == null) {
      created =
          new ComparisonView(
              model,
              leave,
              () -> context.dialogs().folder(context.messages().text("wizard.corpus.dialog")),
              context.messages());
      view = created;
    }
    return created;
  }

  /** Shows a run whose captions came from the captioning queue. */
  public void open(RunSummary run) {
    model.open(run);
    view().focus();
  }

  /** Whether nothing is being read or measured. */
  public boolean isSettled() {
    return model.isSettled();
  }
}
