package org.kamcl.explorer.cli.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.support.CommandResult;
import org.kamcl.support.GeoTiffWriter;
import org.kamcl.support.TiffVariantWriter;

class InspectCommandTest {
  @TempDir private Path folder;

  private static CommandResult inspect(Path file, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "inspect";
    args[1] = file.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return CommandResult.of(args);
  }

  @Test
  void aSceneIsDescribedWithItsCrsAndFootprint() {
    Path file =
        new GeoTiffWriter(100, 80, 3, 16, at -> 1)
            .at(10, 50, 0.001)
            .epsg(2, 4326)
            .noData("0")
            .write(folder.resolve("a.tif"));
    CommandResult result = inspect(file, "--json");
    assertEquals(0, result.code(), result.err());
    JsonObject json = result.json();
    assertEquals(100, json.get("width").getAsInt());
    assertEquals(80, json.getAsJsonObject("displayed").get("height").getAsInt());
    assertEquals(3, json.get("bands").getAsInt());
    assertEquals("UInt16", json.get("type").getAsString());
    assertEquals("EPSG:4326", json.get("crs").getAsString());
    assertEquals(0, json.get("noData").getAsDouble());
    JsonArray ring = json.getAsJsonArray("footprint");
    assertEquals(5, ring.size());
    assertEquals(ring.get(0), ring.get(4));
    assertEquals(10.1, ring.get(2).getAsJsonArray().get(0).getAsDouble(), 1e-9);
    assertEquals(49.92, ring.get(2).getAsJsonArray().get(1).getAsDouble(), 1e-9);
    assertEquals(0, json.getAsJsonArray("warnings").size());
    assertTrue(inspect(file).out().contains("EPSG:4326"));
  }

  @Test
  void aMissingCrsIsReportedAndNeverGuessed() throws IOException {
    Path file = new TiffVariantWriter(30, 20, 3, at -> 9).write(folder.resolve("b.tif"));
    Files.writeString(folder.resolve("b.tfw"), "2\n0\n0\n-2\n500001\n5899999\n");
    JsonObject withoutCrs = inspect(file, "--json").json();
    assertTrue(withoutCrs.get("crs").isJsonNull() && withoutCrs.get("footprint").isJsonNull());
    assertTrue(withoutCrs.getAsJsonArray("warnings").toString().contains("--crs"));
    JsonObject assigned = inspect(file, "--json", "--crs", "EPSG:32632").json();
    assertEquals("EPSG:32632", assigned.get("crs").getAsString());
    assertEquals(
        9, assigned.getAsJsonArray("footprint").get(0).getAsJsonArray().get(0).getAsDouble());
    Files.writeString(
        folder.resolve("b.prj"),
        "PROJCS[\"WGS_1984_UTM_Zone_32N\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
            + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
            + "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
            + "PARAMETER[\"Central_Meridian\",9.0],PARAMETER[\"Scale_Factor\",0.9996],"
            + "PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]");
    JsonObject withPrj = inspect(file, "--json").json();
    assertEquals("WGS_1984_UTM_Zone_32N", withPrj.get("crs").getAsString());
    for (int i = 0; i < 4; i++) {
      for (int k = 0; k < 2; k++) {
        assertEquals(
            coordinate(assigned, i, k),
            coordinate(withPrj, i, k),
            1e-9,
            "WKT and EPSG code give the same footprint");
      }
    }
  }

  @Test
  void anAssignedCrsIsUsedOnlyForFilesWithMissingCrs() throws IOException {
    Path known =
        new GeoTiffWriter(20, 10, 1, 8, at -> 5)
            .at(500_000, 5_900_000, 5)
            .epsg(1, 32633)
            .write(folder.resolve("known.tif"));
    assertEquals(
        inspect(known, "--json").out(), inspect(known, "--json", "--crs", "EPSG:32632").out());
    Path plainTiff = new TiffVariantWriter(30, 20, 3, at -> 9).write(folder.resolve("bare.tif"));
    JsonObject plainJson = inspect(plainTiff, "--json", "--crs", "EPSG:32632").json();
    assertTrue(plainJson.get("crs").isJsonNull() && plainJson.get("footprint").isJsonNull());
    assertEquals(0, plainJson.getAsJsonArray("warnings").size());
    CommandResult unknown = inspect(known, "--crs", "EPSG:99999");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("EPSG:99999"), unknown.err());
  }

  private static double coordinate(JsonObject json, int corner, int axis) {
    return json.getAsJsonArray("footprint").get(corner).getAsJsonArray().get(axis).getAsDouble();
  }

  @Test
  void anUnreadableFileIsReportedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("c.tif"), "no image at all");
    CommandResult plain = inspect(file);
    assertEquals(1, plain.code());
    assertTrue(plain.err().contains("c.tif") && plain.out().isEmpty(), plain.err());
    CommandResult result = inspect(file, "--json");
    assertEquals(1, result.code());
    JsonObject error = result.json().getAsJsonObject("error");
    assertTrue(error.get("message").getAsString().contains("c.tif"));
    assertTrue(error.get("code").getAsString().startsWith("explorer.imagery."), error.toString());
    assertTrue(error.get("arguments").isJsonArray());
    assertTrue(inspect(file, "--crs", "wgs84").err().contains("--crs EPSG:n"));
  }
}
