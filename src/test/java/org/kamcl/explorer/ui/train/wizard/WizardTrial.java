package org.kamcl.explorer.ui.train.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.RunSummary;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.PerspectiveRegistry;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.explorer.ui.train.RunWizard;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A window with the wizard as its only perspective. */
final class WizardTrial implements AutoCloseable {
  private final FxRobot robot = new FxRobot();
  private final List<RunSummary> created = new ArrayList<>();
  private TrainingWizard wizard;
  private ExplorerWindow window;
  private int left;

  /** The perspective. */
  private final class Trial implements Perspective {
    Trial(PerspectiveContext context) {
      wizard =
          new TrainingWizard(
              context,
              new RunWizard.Host() {
                @Override
                public void cancel() {
                  left++;
                }

                @Override
                public void created(RunSummary run) {
                  created.add(run);
                }
              });
    }

    @Override
    public String id() {
      return "explore";
    }

    @Override
    public String titleKey() {
      return "wizard.title";
    }

    @Override
    public String tooltipKey() {
      return "wizard.title";
    }

    @Override
    public String icon() {
      return "fth-activity";
    }

    @Override
    public Node node() {
      return wizard.node();
    }

    @Override
    public boolean isSettled() {
      return wizard.isSettled();
    }

    @Override
    public void close() {
      wizard.close();
    }
  }

  /** Shows a window with the draft of a workspace. */
  WizardTrial(ExplorerServices services, Theme theme, Locale locale, double width)
      throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          window =
              new ExplorerWindow(
                  new PerspectiveRegistry(List.of(Trial::new)),
                  () -> services,
                  new Messages(locale),
                  theme,
                  width,
                  900);
          stage.setScene(window.scene());
          stage.setWidth(width);
          stage.setHeight(900);
          stage.show();
          window.open();
        });
    settle();
    robot.interact(() -> wizard.begin(Optional.empty()));
    settle();
  }

  void settle() {
    WindowRobot.waitUntil(() -> window.settled().getAsBoolean());
  }

  /** Chooses a corpus and waits for its check. */
  void choose(Path corpus) {
    robot.interact(() -> wizard.beginWith(corpus, Optional.empty()));
    settle();
  }

  /** The runs that were started. */
  List<RunSummary> created() {
    return created;
  }

  /** How often the wizard was left. */
  int left() {
    return left;
  }

  ExplorerWindow window() {
    return window;
  }

  @Override
  public void close() {
    robot.interact(window::close);
    try {
      FxToolkit.cleanupStages();
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
