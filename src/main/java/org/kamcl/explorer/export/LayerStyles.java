package org.kamcl.explorer.export;

import mil.nga.geopackage.GeoPackage;

/** The table {@code layer_styles}, in which QGIS keeps the styles of the layers of a GeoPackage. */
final class LayerStyles {
  private final GeoPackage geoPackage;

  /** Creates the table. */
  LayerStyles(GeoPackage geoPackage) {
    this.geoPackage = geoPackage;
    geoPackage.execSQL(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
            + " f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),"
            + " f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,"
            + " useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
            + " update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))");
    geoPackage.execSQL(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)"
            + " VALUES ('layer_styles', 'attributes', 'layer_styles', 0)");
  }

  /**
   * Adds the default style of a layer.
   *
   * @param qml the style
   */
  void add(String layer, String geometryColumn, String qml) {
    geoPackage.execSQL(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            + " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner)"
            + " VALUES ('', '', "
            + quoted(layer)
            + ", "
            + quoted(geometryColumn)
            + ", "
            + quoted(layer)
            + ", "
            + quoted(qml)
            + ", '', 1, 'Colored by score', '')");
  }

  /** A text as a literal of SQL. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
