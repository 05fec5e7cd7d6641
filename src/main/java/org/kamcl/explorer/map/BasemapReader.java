package org.kamcl.explorer.map;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.kamcl.error.KamclException;

/** Reads the basemap from the resources of the program. */
public final class BasemapReader {
  private static final String FOLDER = "/org/kamcl/explorer/basemap/";

  /** File name of the satellite image of the earth. */
  public static final String IMAGERY = "bluemarble.jpg";

  private BasemapReader() {}

  /** Reads the basemap with English names. */
  public static Basemap read() {
    return read(Locale.ENGLISH);
  }

  /**
   * Reads land, borders, towns and countries, and projects them. Takes a few hundred milliseconds.
   *
   * @param language of the names of countries; English where there are no others
   * @throws KamclException with a {@link MapError} if a file is missing or unreadable
   */
  public static Basemap read(Locale language) {
    Properties names = countryNames(language);
    List<List<double[]>> land = shapes("land.geojson");
    List<List<double[]>> borders = shapes("borders.geojson");
    Map<Projection, Basemap.Lines> lines = new EnumMap<>(Projection.class);
    for (Projection projection : Projection.values()) {
      lines.put(
          projection,
          new Basemap.Lines(projected(land, projection), projected(borders, projection)));
    }
    return new Basemap(
        lines,
        places(names),
        rows("countries.csv").stream().map(row -> country(row, names)).toList());
  }

  /**
   * Reads the towns only, most important first, with the English names of countries.
   *
   * @throws KamclException with a {@link MapError} if the file is missing or unreadable
   */
  public static List<Basemap.Place> readPlaces() {
    return places(new Properties());
  }

  private static List<Basemap.Place> places(Properties names) {
    return rows("places.csv").stream().map(row -> place(row, names)).toList();
  }

  /** The names of countries in a language, by their English names; empty for English. */
  private static Properties countryNames(Locale language) {
    Properties names = new Properties();
    String file = "countries_" + language.getLanguage() + ".properties";
    if (BasemapReader.class.getResource(FOLDER + file) != null) {
      try (BufferedReader reader = reader(file)) {
        names.load(reader);
      } catch (IOException e) {
        throw new KamclException(e, MapError.BASEMAP_FILE_UNREADABLE, file);
      }
    }
    return names;
  }

  private static Basemap.Place place(String[] row, Properties names) {
    return new Basemap.Place(
        row[0],
        names.getProperty(row[1], row[1]),
        Double.parseDouble(row[2]),
        Double.parseDouble(row[3]),
        Integer.parseInt(row[4]));
  }

  private static Basemap.Country country(String[] row, Properties names) {
    return new Basemap.Country(
        names.getProperty(row[0], row[0]),
        row[0],
        Double.parseDouble(row[1]),
        Double.parseDouble(row[2]),
        Double.parseDouble(row[3]));
  }

  private static List<MultiScaleShape> projected(
      List<List<double[]>> shapes, Projection projection) {
    return shapes.stream().map(parts -> MultiScaleShape.of(parts, projection)).toList();
  }

  /**
   * The satellite image of the earth as a JPEG file, to be closed by the caller.
   *
   * @throws KamclException with {@link MapError#BASEMAP_FILE_MISSING}
   */
  public static InputStream openImagery() {
    return open(IMAGERY);
  }

  private static InputStream open(String name) {
    InputStream stream = BasemapReader.class.getResourceAsStream(FOLDER + name);
    if (stream == null) {
      throw new KamclException(MapError.BASEMAP_FILE_MISSING, name);
    }
    return stream;
  }

  private static BufferedReader reader(String name) {
    return new BufferedReader(new InputStreamReader(open(name), StandardCharsets.UTF_8));
  }

  /** The rows of a table without its header; no value contains a comma. */
  private static List<String[]> rows(String name) {
    try (BufferedReader reader = reader(name)) {
      return reader.lines().skip(1).map(line -> line.split(",")).toList();
    } catch (IOException e) {
      throw new KamclException(e, MapError.BASEMAP_FILE_UNREADABLE, name);
    }
  }

  private static List<List<double[]>> shapes(String name) {
    List<List<double[]>> shapes = new ArrayList<>();
    try (JsonReader json = new JsonReader(reader(name))) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("features")) {
          json.beginArray();
          while (json.hasNext()) {
            shapes.add(feature(json));
          }
          json.endArray();
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    } catch (IOException e) {
      throw new KamclException(e, MapError.BASEMAP_FILE_UNREADABLE, name);
    }
    return shapes;
  }

  private static List<double[]> feature(JsonReader json) throws IOException {
    List<double[]> parts = new ArrayList<>();
    json.beginObject();
    while (json.hasNext()) {
      if (json.nextName().equals("geometry")) {
        json.beginObject();
        while (json.hasNext()) {
          if (json.nextName().equals("coordinates")) {
            readCoordinates(json, parts);
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

  /** Reads a list of points (a line) or a list of such lists (a polygon). */
  private static void readCoordinates(JsonReader json, List<double[]> parts) throws IOException {
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

  /** Reads a list of points whose opening bracket was read. */
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
