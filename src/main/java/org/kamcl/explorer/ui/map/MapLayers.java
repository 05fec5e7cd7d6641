package org.kamcl.explorer.ui.map;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.map.Projection;

/** What the map shows under the hits. */
public final class MapLayers {
  /** What lies under everything. */
  public enum BasemapStyle {
    /** The picture of the earth far away, lines near. */
    AUTOMATIC,
    /** Land, sea and borders. */
    LINES,
    /** The picture of the earth. */
    IMAGERY
  }

  private final ObjectProperty<BasemapStyle> ground =
      new SimpleObjectProperty<>(BasemapStyle.AUTOMATIC);
  private final ObjectProperty<Projection> projection =
      new SimpleObjectProperty<>(Projection.WEB_MERCATOR);
  private final BooleanProperty graticule = new SimpleBooleanProperty(true);
  private final BooleanProperty footprints = new SimpleBooleanProperty(true);

  /** What lies under everything. */
  public ObjectProperty<BasemapStyle> basemapStyleProperty() {
    return ground;
  }

  /** How the earth becomes flat. */
  public ObjectProperty<Projection> projectionProperty() {
    return projection;
  }

  /** Whether lines of equal longitude and latitude are drawn. */
  public BooleanProperty graticuleProperty() {
    return graticule;
  }

  /** Whether it is drawn where the images are. */
  public BooleanProperty footprintsProperty() {
    return footprints;
  }
}
