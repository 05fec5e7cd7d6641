package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.TileBounds;

/** Zoom, pan and limits of the viewer. */
class ImageViewportTest {
  private static final TileBounds ALL = new TileBounds(0, 0, 4000, 3000);

  private static ImageViewport view() {
    return ImageViewport.EMPTY.withImage(4000, 3000).withSize(800, 600).fittedTo(ALL, 0);
  }

  @Test
  void aFittedImageFillsTheView() {
    assertEquals(0.2, view().scale(), 1e-12);
    assertEquals(0, view().x(0), 1e-9);
    assertEquals(800, view().x(4000), 1e-9);
    assertEquals(600, view().y(3000), 1e-9);
  }

  @Test
  void aTileIsFittedWithAMargin() {
    ImageViewport view = view().fittedTo(new TileBounds(1000, 1000, 500, 500), 50);
    assertEquals(1, view.scale(), 1e-12);
    assertEquals(150, view.x(1000), 1e-9);
    assertEquals(50, view.y(1000), 1e-9);
  }

  @Test
  void zoomingKeepsThePositionUnderThePointer() {
    ImageViewport view = view().zoomedTo(0.8, 300, 200);
    assertEquals(300, view.x(1500), 1);
    assertEquals(200, view.y(1000), 1);
    ImageViewport more = view.zoomedTo(3, 300, 200);
    assertEquals(300, more.x(1500), 1);
    assertEquals(200, more.y(1000), 1);
  }

  @Test
  void aLargeImageNeverLeavesItsEdgeAndASmallOneStaysCentered() {
    ImageViewport view = view().zoomedTo(1).pannedBy(100_000, -100_000);
    assertEquals(0, view.x(0), 1e-9);
    assertEquals(600, view.y(3000), 1e-9);
    ImageViewport small = ImageViewport.EMPTY.withImage(100, 100).withSize(800, 600);
    small = small.zoomedTo(1).pannedBy(50, 50);
    assertEquals(350, small.x(0), 1e-9);
    assertEquals(250, small.y(0), 1e-9);
  }

  @Test
  void zoomIsLimitedByTheWholeImageAndByHugePixels() {
    assertEquals(0.2, view().zoomedTo(0.001).scale(), 1e-12);
    assertEquals(ImageViewport.MAX_SCALE, view().zoomedTo(1000).scale(), 1e-12);
    ImageViewport small = ImageViewport.EMPTY.withImage(100, 100).withSize(800, 600);
    assertEquals(1, small.zoomedTo(0.1).scale(), 1e-12);
  }

  @Test
  void pixelsAreNeverCoarserThanTheScreen() {
    for (double scale = 0.01; scale < 3; scale *= 1.1) {
      ImageViewport view =
          ImageViewport.EMPTY.withImage(1e6, 1e6).withSize(800, 600).zoomedTo(scale);
      assertTrue(view.scale() * (1 << view.level()) <= Math.max(1, view.scale()) + 1e-6);
      assertTrue(view.scale() * (1 << view.level()) > 0.5 - 1e-6, "not twice as fine as needed");
    }
  }

  @Test
  void atFullSizePixelsAreAlignedWithTheScreen() {
    ImageViewport view = view().zoomedTo(1).pannedBy(0.4, 0.3);
    assertEquals(view.x(0), Math.rint(view.x(0)), 0);
    assertEquals(view.y(1), Math.rint(view.y(1)), 0);
  }
}
