package org.kamcl.explorer.ui.map;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.scene.control.Button;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.map.ProjectedRings;
import org.kamcl.explorer.map.Projection;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.Tips;

/** Removes the search area; it follows the upper right corner of the area and stays on the map. */
final class RemoveAreaButton extends Button {
  private static final double MIN_SIDE = 20;

  private final MapViewModel model;

  RemoveAreaButton(MapViewModel model, Messages messages) {
    super(null, Icons.of("fth-x"));
    this.model = model;
    String text = messages.text("map.area.remove");
    setId("remove-area");
    getStyleClass().addAll(Styles.BUTTON_ICON, "icon-button", "map-card", "map-remove-area");
    Tips.set(this, text);
    setAccessibleText(text);
    setOnAction(event -> model.areaDrawing().removeArea());
    model.viewportProperty().addListener((property, before, view) -> place());
    model.drawnAreaProperty().addListener((property, before, area) -> place());
    place();
  }

  private void place() {
    Optional<GeoArea> area = model.drawnAreaProperty().get();
    setVisible(area.isPresent());
    if (area.isEmpty()) {
      return;
    }
    Viewport view = model.viewport();
    double[] box = ProjectedRings.bounds(ring(area.get(), view.projection()));
    double half = (box[2] - box[0]) / 2 * view.scale();
    double right = view.column((box[0] + box[2]) / 2) + half;
    double left = right - 2 * half;
    double top = view.row(box[1]);
    double bottom = view.row(box[3]);
    double side = Math.max(prefWidth(-1), MIN_SIDE);
    setVisible(right > 0 && left < view.width() && bottom > 0 && top < view.height());
    setTranslateX(Math.rint(Math.max(0, Math.min(view.width() - side, right - side / 2))));
    setTranslateY(Math.rint(Math.max(0, Math.min(view.height() - side, top - side / 2))));
  }

  /** The first polygon; an area that is drawn has only one. */
  private static double[] ring(GeoArea area, Projection projection) {
    return ProjectedRings.of(area.polygons().get(0).outline(), projection);
  }
}
