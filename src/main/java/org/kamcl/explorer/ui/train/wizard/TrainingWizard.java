package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import org.kamcl.explorer.domain.RunPlan;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.train.RunWizard;

/** Prepares and starts a run. All methods are called on the JavaFX thread. */
public final class TrainingWizard implements RunWizard {
  private final PerspectiveContext context;
  private final Host host;
  private final WizardViewModel model;
  private WizardView view;

  /**
   * @param host shows the wizard
   */
  public TrainingWizard(PerspectiveContext context, Host host) {
    this.context = context;
    this.host = host;
    this.model =
        new WizardViewModel(
            context.archive(), context.jobs(), context.executor(), context.messages());
  }

  @Override
  public Node node() {
    if (view == null) {
      view =
          new WizardView(
              model,
              context.messages(),
              () -> context.dialogs().folder(context.messages().text("wizard.corpus.dialog")),
              host::cancel,
              host::created,
              CostPane::now);
    }
    return view;
  }

  @Override
  public void begin(Optional<RunPlan> similar) {
    model.open(() -> similar.ifPresent(model::copy));
  }

  @Override
  public void beginWith(Path corpus, Optional<String> startModel) {
    model.open(() -> model.begin(corpus, startModel));
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
