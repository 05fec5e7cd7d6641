package org.kamcl.explorer.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.explorer.domain.RunProgress;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class EpochBarTest {
  private static final double WIDTH = 300;

  @BeforeEach
  void startJavaFx() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  static Stream<OptionalInt> phases() {
    return Stream.of(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(3));
  }

  /** Its parts lie where they belong, and it does not push its neighbors away when it is shown. */
  @ParameterizedTest
  @MethodSource("phases")
  void theBarNeverAsksForMoreWidthThanItIsGiven(OptionalInt phaseTwo) {
    new FxRobot()
        .interact(
            () -> {
              EpochBar bar = new EpochBar();
              for (int epoch = 0; epoch <= 4; epoch++) {
                bar.show(progress(epoch, phaseTwo), "");
                bar.resize(WIDTH, 6);
                bar.layout();
                assertEquals(0, bar.prefWidth(-1), "after epoch " + epoch);
                assertEquals(
                    WIDTH * epoch / 4,
                    bar.lookup(".epoch-bar-done").getBoundsInParent().getWidth());
              }
            });
  }

  private static RunProgress progress(int done, OptionalInt phaseTwo) {
    return new RunProgress(
        4,
        done,
        done,
        0,
        1,
        OptionalDouble.empty(),
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        phaseTwo,
        0);
  }
}
