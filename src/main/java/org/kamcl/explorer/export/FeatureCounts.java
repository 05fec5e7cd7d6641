package org.kamcl.explorer.export;

import java.util.Locale;
import mil.nga.geopackage.GeoPackage;

/**
 * The table {@code gpkg_ogr_contents}, in which GDAL keeps the number of features of each layer.
 * Without it, QGIS 3.22 shows the number of all features for a layer that is filtered.
 */
final class FeatureCounts {
  private final GeoPackage geoPackage;

  /** Creates the table. */
  FeatureCounts(GeoPackage geoPackage) {
    this.geoPackage = geoPackage;
    geoPackage.execSQL(
        "CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY,"
            + " feature_count INTEGER DEFAULT NULL)");
  }

  /**
   * Adds the count of a layer that is written completely, and the triggers that keep it right. They
   * have the names of GDAL, which removes them together with the layer.
   *
   * @param layer its table, of letters and underscores
   */
  void add(String layer) {
    geoPackage.execSQL(
        "INSERT INTO gpkg_ogr_contents SELECT '" + layer + "', count(*) FROM " + layer);
    trigger("insert", layer, "+ 1");
    trigger("delete", layer, "- 1");
  }

  private void trigger(String event, String layer, String change) {
    geoPackage.execSQL(
        String.format(
            Locale.ROOT,
            "CREATE TRIGGER trigger_%1$s_feature_count_%2$s AFTER %1$s ON %2$s BEGIN"
                + " UPDATE gpkg_ogr_contents SET feature_count = feature_count %3$s"
                + " WHERE lower(table_name) = lower('%2$s'); END",
            event,
            layer,
            change));
  }
}
