package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A tile within its scene, whose size is known only when its file is open. */
class ImageCanvasTest {
  private static final TileBounds TILE = new TileBounds(574, 186, 96, 93);

  private final FxRobot robot = new FxRobot();
  private final ImageCanvas canvas =
      new ImageCanvas(
          new DirectTaskExecutor(),
          failure -> {
            throw new AssertionError(failure);
          });

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private static ImagePixels.Source scene(int width, int height) {
    return new ImagePixels.Source() {
      @Override
      public int width() {
        return width;
      }

      @Override
      public int height() {
        return height;
      }

      @Override
      public TileBounds frame() {
        return TILE;
      }

      @Override
      public ArgbImage read(TileBounds region, int columns, int rows) {
        return new ArgbImage(columns, rows, new int[columns * rows]);
      }
    };
  }

  private void show() {
    canvas.resize(800, 600);
    canvas.show(TILE, true);
    canvas.layout();
  }

  @Test
  void aTileStaysInTheCenterWhileItsSceneIsOpened() {
    robot.interact(
        () -> {
          show();
          canvas.zoomBy(0.25);
          assertEquals(400, canvas.viewport().x(622), 1);
          canvas.setSource(scene(5000, 4000));
          canvas.layout();
          assertEquals(400, canvas.viewport().x(622), 1);
          assertEquals(300, canvas.viewport().y(232.5), 1);
        });
  }

  @Test
  void aTileAtTheEdgeOfItsSceneIsFittedInTheEnd() {
    robot.interact(
        () -> {
          show();
          canvas.setSource(scene(670, 279));
          canvas.layout();
          assertEquals(670, canvas.viewport().imageWidth(), 0);
          assertEquals(800, canvas.viewport().x(670), 1.01, "the scene ends at the edge");
          assertEquals(576.0 / 93, canvas.viewport().scale(), 1e-9);
        });
  }
}
