package org.kamcl.explorer.export;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mil.nga.sf.GeometryEnvelope;
import mil.nga.sf.GeometryType;
import mil.nga.sf.wkb.GeometryWriter;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.file.OutputFiles;

/**
 * GeoParquet 1.1: a row per hit with the columns of {@link HitColumn}, the footprint as WKB in
 * {@code geometry}, and the image's {@code embedding} as a list of floats.
 */
final class ParquetExporter implements HitExporter {
  private final SearchCommandLine command;
  private final ImageDetails details;

  ParquetExporter(SearchCommandLine command, ImageDetails details) {
    this.command = command;
    this.details = details;
  }

  @Override
  public ExportFormat format() {
    return new ExportFormat("parquet", ".parquet", true, false);
  }

  @Override
  public void write(SearchResult result, Path target, Runnable safePoint) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("geo", geo(result.hits()).toString());
    metadata.put("kamcl:query", QueryWriter.write(result.request().query()));
    metadata.put("kamcl:model", result.model());
    metadata.put("kamcl:command", command.of(result));
    OutputFiles.replace(
        target,
        out -> {
          try (HitParquetFile file = HitParquetFile.open(out, metadata)) {
            HitEmbeddings.forEach(
                result.hits(),
                details,
                safePoint,
                (hit, embedding) ->
                    file.write(
                        new HitParquetFile.Row(
                            HitColumn.Row.of(result, hit, details), wkb(hit), embedding)));
          }
        });
  }

  private static byte @Nullable [] wkb(SearchHit hit) throws IOException {
    return hit.image().footprint().isEmpty()
        ? null
        : GeometryWriter.writeGeometry(FootprintGeometry.of(hit.image().footprint().get()));
  }

  /** The metadata that GeoParquet requires; without a CRS, coordinates are in OGC:CRS84. */
  private static JsonObject geo(List<SearchHit> hits) {
    Set<String> types = new TreeSet<>();
    GeometryEnvelope extent = null;
    for (SearchHit hit : hits) {
      if (hit.image().footprint().isPresent()) {
        Footprint footprint = hit.image().footprint().get();
        mil.nga.sf.Geometry geometry = FootprintGeometry.of(footprint);
        types.add(geometry.getGeometryType() == GeometryType.POINT ? "Point" : "MultiPolygon");
        GeometryEnvelope own = geometry.getEnvelope();
        extent = extent == null ? own : extent.union(own);
      }
    }
    JsonObject column = new JsonObject();
    column.addProperty("encoding", "WKB");
    JsonArray names = new JsonArray();
    types.forEach(names::add);
    column.add("geometry_types", names);
    column.addProperty("orientation", "counterclockwise");
    column.addProperty("edges", "planar");
    if (extent != null) {
      JsonArray box = new JsonArray();
      box.add(extent.getMinX());
      box.add(extent.getMinY());
      box.add(extent.getMaxX());
      box.add(extent.getMaxY());
      column.add("bbox", box);
    }
    JsonObject columns = new JsonObject();
    columns.add(HitParquetFile.GEOMETRY, column);
    JsonObject geo = new JsonObject();
    geo.addProperty("version", "1.1.0");
    geo.addProperty("primary_column", HitParquetFile.GEOMETRY);
    geo.add("columns", columns);
    return geo;
  }
}
