package org.kamcl.explorer.ui.train.captioning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.ui.shell.PerspectiveContext;

/** The captioning queue in the place of the curves. Used on the JavaFX thread only. */
public final class CaptioningPane {
  private final PerspectiveContext context;
  private final Runnable leave;
  private final CaptioningViewModel model;
  private @Nullable CaptioningView view;

  /**
   * @param leave shows the runs again
   * @param train shows a corpus in the wizard of a new run, from a model if it is known
   */
  public CaptioningPane(
      PerspectiveContext context, Runnable leave, BiConsumer<Path, Optional<String>> train) {
    this.context = context;
    this.leave = leave;
    this.model =
        new CaptioningViewModel(
            context.archive(),
            context.jobs(),
            context.executor(),
            context.messages(),
            () -> LocalDate.now(ZoneId.systemDefault()));
    model.onTrain(train);
  }

  /** The view; created by the first call. */
  public Node node() {
    CaptioningView created = view;
    if (created == null) {
      created =
          new CaptioningView(
              model, context.archive(), context.thumbnails(), leave, context.messages());
      view = created;
    }
    return created;
  }

  /** Continues the stored queue, or offers to suggest images. */
  public void open() {
    model.open();
  }

  /** Gives the focus to what comes next. */
  public void focus() {
    if (view != null) {
      view.focus();
    }
  }

  /** Whether no background work is pending that would change what is shown or stored. */
  public boolean isSettled() {
    return model.isSettled();
  }
}
