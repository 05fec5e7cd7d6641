package org.kamcl.explorer.ui.map;

import java.util.List;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;

/** Draws what lies under the marks: sea, land or the picture of the earth, borders. */
final class GroundPainter {
  /** The picture is as sharp as its pixels up to the first of these, and gone from the second. */
  private static final double PICTURE_FADES = 4.5;

  private static final double PICTURE_GONE = 5;
  private static final double VEIL = 0.2;
  private static final double BORDERS_ON_PICTURE = 0.45;

  private final GraphicsContext gc;
  private final Function<MapPalette.Tone, Color> palette;

  GroundPainter(GraphicsContext gc, Function<MapPalette.Tone, Color> palette) {
    this.gc = gc;
    this.palette = palette;
  }

  /** How much of the picture is seen, 0 to 1. */
  static double pictureShare(MapViewModel.Ground ground, double zoom, boolean loaded) {
    if (!loaded || ground == MapViewModel.Ground.PLAIN) {
      return 0;
    }
    if (ground == MapViewModel.Ground.PICTURE) {
      return 1;
    }
    double share = (PICTURE_GONE - zoom) / (PICTURE_GONE - PICTURE_FADES);
    return Math.max(0, Math.min(1, share));
  }

  void paint(Viewport view, Basemap basemap, Image earth, double picture) {
    gc.setGlobalAlpha(1);
    gc.setFill(palette.apply(MapPalette.Tone.SEA));
    gc.fillRect(0, 0, view.width(), view.height());
    int first = (int) Math.floor(view.worldX(0));
    int last = (int) Math.floor(view.worldX(view.width()));
    for (int turn = first; turn <= last; turn++) {
      paintTurn(view, basemap, earth, picture, turn);
    }
    if (picture > 0) {
      gc.setGlobalAlpha(VEIL * picture);
      gc.setFill(palette.apply(MapPalette.Tone.PANE));
      gc.fillRect(0, 0, view.width(), view.height());
      gc.setGlobalAlpha(1);
    }
    for (int turn = first; turn <= last; turn++) {
      borders(view, basemap, picture, turn);
    }
  }

  /** Paints one copy of the world. */
  private void paintTurn(Viewport view, Basemap basemap, Image earth, double picture, int turn) {
    if (picture < 1) {
      gc.setFill(palette.apply(MapPalette.Tone.LAND));
      gc.setStroke(palette.apply(MapPalette.Tone.COAST));
      gc.setLineWidth(1);
      gc.setLineDashes();
      gc.setFillRule(FillRule.EVEN_ODD);
      for (Outline land : basemap.land()) {
        if (visible(view, land, turn)) {
          path(view, land, turn, true);
          gc.fill();
          gc.stroke();
        }
      }
    }
    if (picture > 0 && earth != null) {
      gc.setGlobalAlpha(picture);
      double left = view.width() / 2 + (turn - view.x()) * view.scale();
      double top = view.row(0);
      // Only what is seen of it: a far larger target would be scaled in full.
      double from = Math.max(0, -left / view.scale());
      double to = Math.min(1, (view.width() - left) / view.scale());
      double above = Math.max(0, -top / view.scale());
      double below = Math.min(1, (view.height() - top) / view.scale());
      gc.drawImage(
          earth,
          from * earth.getWidth(),
          above * earth.getHeight(),
          (to - from) * earth.getWidth(),
          (below - above) * earth.getHeight(),
          left + from * view.scale(),
          top + above * view.scale(),
          (to - from) * view.scale(),
          (below - above) * view.scale());
      gc.setGlobalAlpha(1);
    }
  }

  private void borders(Viewport view, Basemap basemap, double picture, int turn) {
    if (picture > 0.5) {
      gc.setStroke(palette.apply(MapPalette.Tone.ON_PICTURE));
      gc.setGlobalAlpha(BORDERS_ON_PICTURE);
      gc.setLineDashes();
      gc.setLineWidth(0.7);
    } else {
      gc.setStroke(palette.apply(MapPalette.Tone.BORDER));
      gc.setLineDashes(4, 2);
      gc.setLineWidth(1);
    }
    for (Outline border : basemap.borders()) {
      if (visible(view, border, turn)) {
        path(view, border, turn, false);
        gc.stroke();
      }
    }
    gc.setGlobalAlpha(1);
    gc.setLineDashes();
  }

  private static boolean visible(Viewport view, Outline outline, int turn) {
    return outline.extent() * view.scale() >= 1
        && outline.touches(
            view.worldX(0) - turn,
            view.worldY(0),
            view.worldX(view.width()) - turn,
            view.worldY(view.height()));
  }

  private void path(Viewport view, Outline outline, int turn, boolean area) {
    double scale = view.scale();
    double left = view.width() / 2 + (turn - view.x()) * scale;
    double top = view.row(0);
    List<double[]> parts = outline.parts(view.zoom());
    Clip clip = new Clip(view.width(), view.height());
    gc.beginPath();
    for (double[] part : parts) {
      double[] points = new double[part.length];
      for (int i = 0; i < part.length; i += 2) {
        points[i] = left + part[i] * scale;
        points[i + 1] = top + part[i + 1] * scale;
      }
      if (area) {
        ring(clip.ring(points));
      } else {
        line(clip, points);
      }
    }
  }

  private void ring(double[] points) {
    if (points.length < 6) {
      return;
    }
    gc.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      gc.lineTo(points[i], points[i + 1]);
    }
    gc.closePath();
  }

  private void line(Clip clip, double[] points) {
    boolean drawing = false;
    for (int i = 2; i < points.length; i += 2) {
      if (!clip.mayShow(points[i - 2], points[i - 1], points[i], points[i + 1])) {
        drawing = false;
        continue;
      }
      if (!drawing) {
        gc.moveTo(points[i - 2], points[i - 1]);
        drawing = true;
      }
      gc.lineTo(points[i], points[i + 1]);
    }
  }
}
