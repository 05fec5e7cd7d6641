package org.kamcl.explorer.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mil.nga.geopackage.GeoPackage;
import mil.nga.geopackage.GeoPackageException;
import mil.nga.geopackage.GeoPackageManager;
import mil.nga.geopackage.db.GeoPackageDataType;
import mil.nga.geopackage.extension.rtree.RTreeIndexExtension;
import mil.nga.geopackage.features.columns.GeometryColumns;
import mil.nga.geopackage.features.user.FeatureColumn;
import mil.nga.geopackage.features.user.FeatureDao;
import mil.nga.geopackage.features.user.FeatureRow;
import mil.nga.geopackage.features.user.FeatureTable;
import mil.nga.geopackage.features.user.FeatureTableMetadata;
import mil.nga.geopackage.geom.GeoPackageGeometryData;
import mil.nga.geopackage.srs.SpatialReferenceSystem;
import mil.nga.sf.GeometryEnvelope;
import mil.nga.sf.GeometryType;
import org.jspecify.annotations.Nullable;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.OutputFiles;
import org.kamcl.file.TemporaryName;

/**
 * GeoPackage 1.3 (OGC 12-128r17): the layer {@value #HITS} with the footprints of all hits, and
 * {@value #POINTS} with those of which only a point is known. Each has a default style that QGIS
 * applies.
 */
final class GeoPackageExporter implements HitExporter {
  /** The layer of hits with a footprint, or without any location. */
  static final String HITS = "hits";

  /** The layer of hits whose location is a point. */
  static final String POINTS = "hit_points";

  private static final String GEOMETRY = "geom";
  private static final long WGS84 = 4326;

  /** 1.3.0: GDAL before 3.7, and QGIS with it, supports no later version. */
  private static final int VERSION = 10300;

  private final SearchCommandLine command;
  private final ImageDetails details;

  GeoPackageExporter(SearchCommandLine command, ImageDetails details) {
    this.command = command;
    this.details = details;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("gpkg", ".gpkg", true, false);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    Path log = target.resolveSibling(target.getFileName() + "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      // SQLite would add the log of the old file to the new one.
      throw new KamclException(ExportError.FILE_IN_USE, target);
    }
    OutputFiles.replaceFile(
        target,
        part -> {
          // The library writes only files whose names end like those of GeoPackages.
          Path folder = TemporaryName.beside(part.resolveSibling(target.getFileName()));
          Path file = folder.resolve("hits.gpkg");
          Files.createDirectory(folder);
          try {
            write(result, file.toFile(), safePoint);
            Files.move(file, part);
          } catch (GeoPackageException e) {
            throw new IOException(rootMessage(e), e);
          } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
          }
        });
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  private void write(SearchResult result, File file, Runnable safePoint) {
    GeoPackageManager.create(file);
    try (GeoPackage geoPackage = GeoPackageManager.open(file)) {
      // Whatever fails, the whole file is deleted.
      geoPackage.execSQL("PRAGMA journal_mode = MEMORY");
      geoPackage.execSQL("PRAGMA synchronous = OFF");
      geoPackage.getConnection().setUserVersion(VERSION);
      geoPackage.createExtensionsTable();
      String description = description(result);
      boolean ranked = !result.request().isListing();
      List<SearchHit> areas = new ArrayList<>();
      List<SearchHit> points = new ArrayList<>();
      for (SearchHit hit : result.hits()) {
        boolean point =
            hit.image().footprint().filter(f -> !FootprintGeometry.hasArea(f)).isPresent();
        (point ? points : areas).add(hit);
      }
      new Layer(geoPackage, HITS, GeometryType.MULTIPOLYGON)
          .write(result, areas, description, safePoint);
      if (!points.isEmpty()) {
        new Layer(geoPackage, POINTS, GeometryType.POINT)
            .write(result, points, description, safePoint);
      }
      safePoint.run();
      FeatureCounts counts = new FeatureCounts(geoPackage);
      LayerStyles styles = new LayerStyles(geoPackage);
      Optional<QgisStyle.Range> scores =
          ranked ? QgisStyle.Range.of(result.hits()) : Optional.empty();
      counts.add(HITS);
      styles.add(HITS, GEOMETRY, QgisStyle.ofAreas(scores));
      if (!points.isEmpty()) {
        counts.add(POINTS);
        styles.add(POINTS, GEOMETRY, QgisStyle.ofPoints(scores));
      }
    }
  }

  private String description(SearchResult result) {
    String query = QueryWriter.write(result.request().query());
    String what = query.isEmpty() ? "Images of the archive" : "Hits of the query " + query;
    return what + "; model " + result.model() + "; " + command.of(result);
  }

  /** A layer that is written. */
  private final class Layer {
    private final GeoPackage geoPackage;
    private final String name;
    private final GeometryType type;

    /** What all features lie in; null before the first. */
    private @Nullable GeometryEnvelope extent;

    Layer(GeoPackage geoPackage, String name, GeometryType type) {
      this.geoPackage = geoPackage;
      this.name = name;
      this.type = type;
    }

    void write(SearchResult result, List<SearchHit> hits, String description, Runnable safePoint) {
      FeatureDao features = create();
      features.beginTransaction();
      for (SearchHit hit : hits) {
        safePoint.run();
        features.insert(row(features, HitColumn.Row.of(result, hit, details)));
      }
      features.endTransaction();
      describe(description);
      index(features.getTable());
    }

    /**
     * Creates the spatial index with the triggers of version 1.3. With those that the library
     * creates, of version 1.4, GDAL before 3.7 cannot remove the index or the layer.
     */
    @SuppressWarnings("deprecation") // The library advises version 1.4, which is what we avoid.
    private void index(FeatureTable table) {
      RTreeIndexExtension index = new RTreeIndexExtension(geoPackage);
      index.create(table);
      index.dropUpdate5Trigger(name, GEOMETRY);
      index.dropUpdate6Trigger(name, GEOMETRY);
      index.dropUpdate7Trigger(name, GEOMETRY);
      String key = table.getPkColumnName();
      index.createUpdate1Trigger(name, GEOMETRY, key);
      index.createUpdate3Trigger(name, GEOMETRY, key);
    }

    private FeatureDao create() {
      SpatialReferenceSystem wgs84 = new SpatialReferenceSystem();
      wgs84.setId(WGS84);
      GeometryColumns geometry = new GeometryColumns();
      geometry.setTableName(name);
      geometry.setColumnName(GEOMETRY);
      geometry.setGeometryType(type);
      geometry.setZ((byte) 0);
      geometry.setM((byte) 0);
      geometry.setSrs(wgs84);
      List<FeatureColumn> columns = new ArrayList<>();
      for (HitColumn column : HitColumn.ALL) {
        columns.add(FeatureColumn.createColumn(column.name(), type(column.type())));
      }
      geoPackage.createFeatureTable(FeatureTableMetadata.create(geometry, "fid", columns));
      return geoPackage.getFeatureDao(name);
    }

    private void describe(String description) {
      GeometryEnvelope box = extent;
      String corners =
          box == null
              ? "NULL, NULL, NULL, NULL"
              : String.join(
                  ", ",
                  "" + box.getMinX(),
                  "" + box.getMinY(),
                  "" + box.getMaxX(),
                  "" + box.getMaxY());
      geoPackage.execSQL(
          "UPDATE gpkg_contents SET description = "
              + LayerStyles.quoted(description)
              + ", (min_x, min_y, max_x, max_y) = ("
              + corners
              + ") WHERE table_name = "
              + LayerStyles.quoted(name));
    }

    private FeatureRow row(FeatureDao features, HitColumn.Row hit) {
      FeatureRow row = features.newRow();
      hit.image()
          .footprint()
          .map(FootprintGeometry::of)
          .map(geometry -> GeoPackageGeometryData.createAndBuildEnvelope(WGS84, geometry))
          .ifPresent(
              data -> {
                row.setGeometry(data);
                GeometryEnvelope envelope = data.getOrBuildEnvelope();
                extent = extent == null ? envelope : extent.union(envelope);
              });
      for (HitColumn column : HitColumn.ALL) {
        Object value = column.value(hit);
        if (value != null) {
          row.setValue(column.name(), column.type() == HitColumn.Type.DATE ? "" + value : value);
        }
      }
      return row;
    }
  }

  private static GeoPackageDataType type(HitColumn.Type type) {
    return switch (type) {
      case INTEGER -> GeoPackageDataType.INTEGER;
      case REAL -> GeoPackageDataType.REAL;
      case TEXT -> GeoPackageDataType.TEXT;
      case DATE -> GeoPackageDataType.DATE;
    };
  }
}
