package org.kamcl.explorer.ui.scoremap;

import java.util.List;
import java.util.Optional;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.GeoMesh;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.map.MapWarp;
import org.kamcl.explorer.map.Projection;

/**
 * A score map, ready to be drawn over its scene and on the map. Its memory does not depend on the
 * size of the scene.
 */
public final class DrawnScores {
  private final SceneScoreMap map;
  private final Optional<GeoMesh> place;
  private final Projection projection;
  private final ScorePicture overScene;
  private final Optional<MapWarp> warp;
  private final Optional<ScorePicture> onMap;

  private DrawnScores(
      SceneScoreMap map, Optional<GeoMesh> place, Projection projection, ScorePicture overScene) {
    this.map = map;
    this.place = place;
    this.projection = projection;
    this.overScene = overScene;
    this.warp = place.flatMap(mesh -> MapWarp.of(mesh, projection, ScorePicture.side()));
    this.onMap = warp.map(there -> ScorePicture.onMap(map.grid(), there));
  }

  /** Draws a map; takes a moment. */
  static DrawnScores of(SceneScoreMap map, Optional<GeoMesh> place, Projection projection) {
    return new DrawnScores(map, place, projection, ScorePicture.ofScene(map.grid()));
  }

  /** The same map in another projection; takes a moment. */
  DrawnScores in(Projection other) {
    return new DrawnScores(map, place, other, overScene);
  }

  /** The map. */
  public SceneScoreMap map() {
    return map;
  }

  Projection projection() {
    return projection;
  }

  ScorePicture overScene() {
    return overScene;
  }

  /** Empty if the scene has no place on the map. */
  Optional<ScorePicture> onMap() {
    return onMap;
  }

  /** The place of the scene on the map: west, north, east, south in world coordinates. */
  Optional<double[]> box() {
    return warp.map(MapWarp::box);
  }

  /** A box around the scene on the earth. */
  Optional<Footprint> outline() {
    return box()
        .map(
            box ->
                new Footprint(
                    List.of(
                        corner(box[0], box[1]),
                        corner(box[2], box[1]),
                        corner(box[2], box[3]),
                        corner(box[0], box[3]))));
  }

  private GeoPoint corner(double x, double y) {
    return new GeoPoint(projection.lon(x), projection.lat(y));
  }

  /**
   * A place of the scene in world coordinates of the projection; not a number without a place.
   *
   * @param x columns of the scene from its left edge
   * @param y rows of the scene from its top edge
   */
  double[] world(double x, double y) {
    if (place.isEmpty()) {
      return new double[] {Double.NaN, Double.NaN};
    }
    GeoMesh mesh = place.get();
    double column = x / map.grid().sceneWidth() * (mesh.columns() - 1);
    double row = y / map.grid().sceneHeight() * (mesh.rows() - 1);
    int c = (int) Math.max(0, Math.min(mesh.columns() - 2, Math.floor(column)));
    int r = (int) Math.max(0, Math.min(mesh.rows() - 2, Math.floor(row)));
    double lon = between(mesh.lon(), mesh.columns(), c, r, column - c, row - r);
    double lat = between(mesh.lat(), mesh.columns(), c, r, column - c, row - r);
    double worldX = projection.x(lon);
    // On the copy of the world that the scene is on.
    double middle = box().map(box -> (box[0] + box[2]) / 2).orElse(worldX);
    return new double[] {worldX - Math.rint(worldX - middle), projection.y(lat)};
  }

  private static double between(
      double[] values, int columns, int c, int r, double right, double down) {
    int at = r * columns + c;
    double first = values[at];
    double top = mix(first, near(values[at + 1], first), right);
    double bottom =
        mix(near(values[at + columns], first), near(values[at + columns + 1], first), right);
    return mix(top, bottom, down);
  }

  private static double mix(double a, double b, double share) {
    return a * (1 - share) + b * share;
  }

  /** A longitude on the same side of the antimeridian as another; latitudes stay. */
  private static double near(double degrees, double other) {
    return degrees - 360 * Math.rint((degrees - other) / 360);
  }

  /** The score at a place of the scene; not a number outside and where there is no data. */
  float scoreAt(double x, double y) {
    ScoreGrid grid = map.grid();
    boolean inside = x >= 0 && y >= 0 && x <= grid.sceneWidth() && y <= grid.sceneHeight();
    return inside ? grid.at(x, y) : Float.NaN;
  }

  /** The score at a place of the map; not a number outside and where there is no data. */
  float scoreOnMap(double worldX, double worldY) {
    if (warp.isEmpty()) {
      return Float.NaN;
    }
    double[] box = warp.get().box();
    double middle = (box[0] + box[2]) / 2;
    // On the copy of the world that the scene is on.
    double x = worldX - Math.rint(worldX - middle);
    int column = (int) Math.floor((x - box[0]) / (box[2] - box[0]) * warp.get().width());
    int row = (int) Math.floor((worldY - box[1]) / (box[3] - box[1]) * warp.get().height());
    boolean inside =
        column >= 0 && row >= 0 && column < warp.get().width() && row < warp.get().height();
    return inside ? ScorePicture.at(map.grid(), warp.get(), column, row) : Float.NaN;
  }
}
