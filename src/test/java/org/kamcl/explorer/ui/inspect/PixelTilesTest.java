package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.testfx.api.FxToolkit;

/** Which squares of an image are read, and how many are kept. */
class PixelTilesTest {
  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private final List<TileBounds> read = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private int loaded;
  private final PixelTiles tiles = new PixelTiles(executor, () -> loaded++, failures::add);

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  /** A source without pixels of its own; column 0 cannot be read in a damaged one. */
  private ImagePixels.Source source(int width, int height, boolean damaged) {
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
        return new TileBounds(0, 0, width, height);
      }

      @Override
      public ArgbImage read(TileBounds region, int columns, int rows) {
        if (damaged && region.x() == 0) {
          throw new KamclException(LegacyError.SENTENCE, "Damaged.");
        }
        read.add(region);
        return new ArgbImage(columns, rows, new int[columns * rows]);
      }
    };
  }

  private static ImageViewport view(int width, int height, double scale) {
    return ImageViewport.EMPTY
        .withImage(width, height)
        .withSize(1000, 800)
        .fittedTo(new TileBounds(0, 0, width, height), 0)
        .zoomedTo(scale);
  }

  private static int pixels(List<PixelTiles.Tile> shown) {
    return shown.stream().mapToInt(t -> t.bounds().width() * t.bounds().height()).sum();
  }

  @Test
  void onlyWhatIsInViewIsRead() {
    tiles.show(source(20_000, 10_000, false));
    tiles.inView(view(20_000, 10_000, 1));
    assertTrue(read.size() <= 3 * 3, () -> read.size() + " squares");
    assertTrue(
        read.stream()
            .allMatch(
                r -> r.x() + r.width() >= 9500 && r.x() <= 10_500 && r.y() + r.height() >= 4600),
        read::toString);
    assertEquals(read.size(), tiles.inView(view(20_000, 10_000, 1)).size());
    int before = read.size();
    tiles.inView(view(20_000, 10_000, 1));
    assertEquals(before, read.size(), "nothing is read twice");
  }

  @Test
  void theWholeImageIsCoveredAtEveryScale() {
    tiles.show(source(1300, 900, false));
    for (double scale : new double[] {0.7, 0.76, 1}) {
      ImageViewport view =
          ImageViewport.EMPTY.withImage(1300, 900).withSize(1300, 900).zoomedTo(scale);
      tiles.inView(view);
      assertEquals(1300 * 900, pixels(tiles.inView(view)));
    }
  }

  @Test
  void squaresOfOtherResolutionsFillTheGaps() {
    tiles.show(source(4000, 3200, false));
    tiles.inView(view(4000, 3200, 0.25));
    executor.hold();
    List<PixelTiles.Tile> shown = tiles.inView(view(4000, 3200, 1));
    assertFalse(shown.isEmpty());
    assertTrue(shown.stream().allMatch(tile -> tile.key().level() == 2));
    assertTrue(tiles.isLoading());
    executor.release();
    assertFalse(tiles.isLoading());
    shown = tiles.inView(view(4000, 3200, 1));
    assertTrue(shown.stream().allMatch(tile -> tile.key().level() == 0));
  }

  @Test
  void requestsThatAreNoLongerNeededAreDropped() {
    tiles.show(source(20_000, 10_000, false));
    executor.hold();
    ImageViewport view = view(20_000, 10_000, 1);
    tiles.inView(view);
    tiles.inView(view.pannedBy(8000, 0));
    executor.release();
    assertTrue(read.stream().allMatch(region -> region.x() < 4000), read::toString);
  }

  @Test
  void memoryStaysWithinItsBudgetWhileAnImageIsPanned() {
    tiles.show(source(100_000, 50_000, false));
    ImageViewport view = view(100_000, 50_000, 1).pannedBy(50_000, 0);
    for (int i = 0; i < 100; i++) {
      tiles.inView(view);
      view = view.pannedBy(-900, 0);
      assertTrue(tiles.cachedPixels() <= PixelTiles.MAX_PIXELS);
    }
    assertTrue(tiles.cachedPixels() > PixelTiles.MAX_PIXELS / 2);
    tiles.show(null);
    assertEquals(0, tiles.cachedPixels());
  }

  @Test
  void aViewThatNeedsMoreThanTheBudgetIsReadOnce() {
    tiles.show(source(9000, 9000, false));
    ImageViewport view =
        ImageViewport.EMPTY.withImage(9000, 9000).withSize(4600, 4600).zoomedTo(0.51);
    for (int i = 0; i < 3; i++) {
      tiles.inView(view);
    }
    assertTrue(tiles.cachedPixels() > PixelTiles.MAX_PIXELS);
    assertEquals(read.stream().distinct().count(), read.size());
  }

  @Test
  void aDamagedPartIsReportedOnce() {
    tiles.show(source(1000, 400, true));
    tiles.inView(view(1000, 400, 1));
    tiles.inView(view(1000, 400, 1));
    assertEquals(1, failures.size());
    assertEquals(1, tiles.inView(view(1000, 400, 1)).size(), "the rest is shown");
    assertEquals(1, loaded);
  }
}
