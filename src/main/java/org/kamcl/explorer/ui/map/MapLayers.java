package org.kamcl.explorer.ui.map;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.map.BasemapStyle;
import org.kamcl.explorer.map.Projection;

/** What the map shows under the hits. */
public final class MapLayers {
  private final ObjectProperty<BasemapStyle> basemapStyle =
      new SimpleObjectProperty<>(BasemapStyle.AUTOMATIC);
  private final ObjectProperty<Projection> projection =
      new SimpleObjectProperty<>(Projection.WEB_MERCATOR);
  private final BooleanProperty graticule = new SimpleBooleanProperty(true);
  private final BooleanProperty footprints = new SimpleBooleanProperty(true);
  private final BooleanProperty scoreMap = new SimpleBooleanProperty();

  /** The style of the basemap. */
  public ObjectProperty<BasemapStyle> basemapStyleProperty() {
    return basemapStyle;
  }

  /** The map projection. */
  public ObjectProperty<Projection> projectionProperty() {
    return projection;
  }

  /** Whether meridians and parallels are shown. */
  public BooleanProperty graticuleProperty() {
    return graticule;
  }

  /** Whether the footprints of all images are shown. */
  public BooleanProperty footprintsProperty() {
    return footprints;
  }

  /** Whether the score map of the selected hit's scene is shown. */
  public BooleanProperty scoreMapProperty() {
    return scoreMap;
  }
}
