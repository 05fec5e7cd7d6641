package org.kamcl.explorer.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class TipsTest {
  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private Button button;

  @BeforeEach
  void open() throws TimeoutException {
    stage = FxToolkit.registerPrimaryStage();
    robot.interact(() -> button = new Button("Run"));
  }

  @AfterEach
  void close() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  @Test
  void aTooltipIsCreatedAndShownWhenThePointerEnters() throws TimeoutException {
    robot.moveTo(1500, 1000);
    robot.interact(
        () -> {
          Tips.set(button, "Runs the query");
          stage.setScene(new Scene(new StackPane(button), 300, 200));
          stage.show();
        });
    assertNull(button.getTooltip());
    assertEquals(Optional.of("Runs the query"), Tips.text(button));
    assertEquals("Runs the query", button.getAccessibleHelp());
    robot.moveTo(button);
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () ->
            Window.getWindows().stream()
                .anyMatch(window -> window instanceof Tooltip tip && tip.isShowing()));
    assertEquals("Runs the query", button.getTooltip().getText());
    robot.interact(() -> Tips.set(button, "Runs it again"));
    assertEquals("Runs it again", button.getTooltip().getText());
  }

  @Test
  void aTextThatChangesBeforeThePointerEntersCounts() {
    Tips.set(button, "first");
    Tips.set(button, "second");
    assertEquals(Optional.of("second"), Tips.text(button));
    assertEquals(Optional.empty(), Tips.text(new Button()));
  }
}
