package org.kamcl.explorer.map;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the offline map from the program's resources; takes a moment, so not where one draws. */
public final class BasemapReader {
  private static final String FOLDER = "/org/kamcl/explorer/basemap/";

  public Basemap read() {
    List<List<double[]>> land = outlines("land.geojson");
    List<List<double[]>> borders = outlines("borders.geojson");
    Map<Projection, Basemap.Lines> lines = new EnumMap<>(Projection.class);
    for (Projection projection : Projection.values()) {
      lines.put(
          projection,
          new Basemap.Lines(projected(land, projection), projected(borders, projection)));
    }
    return new Basemap(
        lines,
        rows("places.csv").stream()
            .map(
                row ->
                    new Basemap.Place(
                        row[0],
                        row[1],
                        Double.parseDouble(row[2]),
                        Double.parseDouble(row[3]),
                        Integer.parseInt(row[4])))
            .toList(),
        rows("countries.csv").stream()
            .map(
                row ->
                    new Basemap.Country(
                        row[0],
                        Double.parseDouble(row[1]),
                        Double.parseDouble(row[2]),
                        Double.parseDouble(row[3])))
            .toList());
  }

  private static List<MultiScaleShape> projected(
      List<List<double[]>> outlines, Projection projection) {
    return outlines.stream().map(parts -> MultiScaleShape.of(parts, projection)).toList();
  }

  /** The picture of the earth, plate carrée, as a JPEG stream. */
  public static InputStream picture() {
    return resource("bluemarble.jpg");
  }

  private static InputStream resource(String name) {
    InputStream stream = BasemapReader.class.getResourceAsStream(FOLDER + name);
    if (stream == null) {
      throw new IllegalStateException("The program is incomplete: " + name + " is missing.");
    }
    return stream;
  }

  private static List<String[]> rows(String name) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource(name), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<List<double[]>> outlines(String name) {
    List<List<double[]>> outlines = new ArrayList<>();
    try (JsonReader json =
        new JsonReader(
            new BufferedReader(new InputStreamReader(resource(name), StandardCharsets.UTF_8)))) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("features")) {
          json.beginArray();
          while (json.hasNext()) {
            outlines.add(feature(json));
          }
          json.endArray();
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outlines;
  }

  private static List<double[]> feature(JsonReader json) throws IOException {
    List<double[]> parts = new ArrayList<>();
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("geometry")) {
        json.beginObject();
        while (json.hasNext()) {
          if (json.nextName().equals("coordinates")) {
            coordinates(json, parts);
          } else {
            json.skipValue();
          }
        }
        json.endObject();
      } else {
        json.skipValue();
      }
    }
    json.endObject();
    return parts;
  }

  /** Lists of points, however deep: a line is one, a polygon a list of them. */
  private static void coordinates(JsonReader json, List<double[]> parts) throws IOException {
    double[] points = new double[64];
    int n = 0;
    json.beginArray();
    while (json.hasNext()) {
      json.beginArray();
      if (json.peek() == JsonToken.NUMBER) {
        if (n == points.length) {
          points = Arrays.copyOf(points, 2 * n);
        }
        points[n++] = json.nextDouble();
        points[n++] = json.nextDouble();
        json.endArray();
      } else {
        n = 0;
        parts.add(ring(json));
      }
    }
    json.endArray();
    if (n > 0) {
      parts.add(Arrays.copyOf(points, n));
    }
  }

  /** The rest of a list of points that was begun. */
  private static double[] ring(JsonReader json) throws IOException {
    double[] points = new double[64];
    int n = 0;
    while (json.hasNext()) {
      if (n == points.length) {
        points = Arrays.copyOf(points, 2 * n);
      }
      json.beginArray();
      points[n++] = json.nextDouble();
      points[n++] = json.nextDouble();
      json.endArray();
    }
    json.endArray();
    return Arrays.copyOf(points, n);
  }
}
