package org.kamcl.explorer.ui.train;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.domain.RunSummary;

/** Creates runs, in the place of the curves. */
public interface RunWizard {
  /** The view; created by the first call. */
  Node node();

  /**
   * Begins a new run.
   *
   * @param similar plan to start from; empty for none
   */
  void begin(Optional<RunPlan> similar);

  /**
   * Begins a new run on a corpus.
   *
   * @param corpus folder or file
   * @param startModel model whose weights are the initial ones; empty for the usual weights
   */
  void beginWith(Path corpus, Optional<String> startModel);

  /** Closes an open pane of the wizard. Returns whether there was one. */
  default boolean escape() {
    return false;
  }

  /** Whether no background work is pending that would change the view. */
  default boolean isSettled() {
    return true;
  }

  /** Called when the window closes. */
  default void close() {}

  /** Where the wizard is shown. */
  interface Host {
    /** Shows the curves again; no run was created. */
    void cancel();

    /** Shows the curves of a run that was created. */
    void created(RunSummary run);
  }
}
