package org.kamcl.explorer.imagery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.domain.GeoPoint;

/** Unusual and damaged rasters, compared with the results of GDAL. */
class AwkwardRastersTest {
  private static final Path FOLDER =
      Path.of("../shared/data/geo/awkward").toAbsolutePath().normalize();
  private static final int FILES = 66;

  /** Files that GDAL reads but this reader rejects with an error. */
  private static final Set<String> REJECTED =
      Set.of("RGB.byte.gcp.vrt", "bsb_unsupported.kap", "erdas_imagine.img", "jpeg_corrupted.jpg");

  /** Tolerance for old datums, in meters: the shift in this test does not vary by location. */
  private static final double DATUM_TOLERANCE_METERS = 40;

  private static final long MAX_NANOS = 10_000_000_000L;

  @Test
  void eachFileIsLocatedCorrectlyOrRejectedWithACode() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the awkward rasters are missing: " + FOLDER);
    ImageLoader reader = new ImageLoader();
    List<String> wrong = new ArrayList<>();
    List<String> lines = Files.readAllLines(FOLDER.resolve("expected.csv"));
    assertEquals(FILES + 1, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] c = line.split(",", -1);
      // Names of CRSs contain commas.
      int more = c.length - 14;
      String epsg = c[10];
      String gt = c[11 + more];
      wrong.addAll(check(reader, c, epsg, gt));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void anAssignedCrsIsUsedOnlyForFilesWithMissingCrs() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the awkward rasters are missing: " + FOLDER);
    ImageInspector inspector = new ImageLoader().inspector();
    List<String> missingCrs = new ArrayList<>();
    for (String line :
        Files.readAllLines(FOLDER.resolve("expected.csv")).stream().skip(1).toList()) {
      Path file = FOLDER.resolve(line.substring(0, line.indexOf(',')));
      ImageInspector.Inspection plain;
      try {
        plain = inspector.inspection(file, OptionalInt.empty());
      } catch (KamclException refused) {
        continue;
      }
      ImageInspector.Inspection assigned = inspector.inspection(file, OptionalInt.of(26914));
      assertEquals(plain.missingCrs(), assigned.missingCrs(), file.toString());
      if (plain.missingCrs()) {
        missingCrs.add(file.getFileName().toString());
        assertEquals("EPSG:26914", assigned.metadata().crs());
      } else {
        assertEquals(
            plain.metadata(), assigned.metadata(), "the option does not affect files with a CRS");
      }
    }
    assertEquals(
        List.of("jpg_with_jgw_nocrs.jpg", "png_with_worldfile.png", "world-file.png"), missingCrs);
  }

  @Test
  void aFileWithAnAssignedCrsHasTheFootprintOfItsGeoreferencedCopy() {
    assumeTrue(Files.isDirectory(FOLDER), "the awkward rasters are missing: " + FOLDER);
    ImageInspector inspector = new ImageLoader().inspector();
    Path withoutCrs = FOLDER.resolve("png_with_worldfile.png");
    MissingCrs.FootprintPreview footprintPreview =
        inspector.preview(withoutCrs, OptionalInt.of(26914)).orElseThrow();
    ImageMetadata georeferenced =
        inspector.inspect(FOLDER.resolve("bigtiff_geo_rgb_derived.tif"), OptionalInt.empty());
    assertEquals(695_400, footprintPreview.x(), 1e-3);
    assertEquals(4_828_091.44, footprintPreview.y(), 1e-3);
    double side = 600 * georeferenced.gsd().orElseThrow();
    double width = footprintPreview.widthMeters().orElseThrow();
    double height = footprintPreview.heightMeters().orElseThrow();
    assertEquals(side, Math.sqrt(width * height), 0.01);
    // Distances on the sphere are accurate to half a percent.
    assertEquals(1, width / height, 0.005);
    for (int i = 0; i < 4; i++) {
      GeoPoint corner = footprintPreview.footprint().orElseThrow().ring().get(i);
      GeoPoint same = georeferenced.footprint().orElseThrow().ring().get(i);
      assertEquals(same.lon(), corner.lon(), 1e-9);
      assertEquals(same.lat(), corner.lat(), 1e-9);
    }
    MissingCrs.FootprintPreview nowhere =
        inspector.preview(withoutCrs, OptionalInt.of(4326)).orElseThrow();
    assertEquals(Optional.empty(), nowhere.footprint());
    assertEquals(OptionalDouble.empty(), nowhere.widthMeters());
    assertEquals(
        Optional.empty(),
        inspector.preview(FOLDER.resolve("bigtiff_geo_rgb_derived.tif"), OptionalInt.of(26914)));
  }

  private static List<String> check(ImageLoader reader, String[] c, String epsg, String gt) {
    Path file = FOLDER.resolve(c[0]);
    List<String> wrong = new ArrayList<>();
    boolean reads = c[3].equals("yes") && !REJECTED.contains(c[0]);
    ImageMetadata metadata;
    try {
      long start = System.nanoTime();
      metadata = reader.inspector().inspect(file, OptionalInt.empty());
      if (System.nanoTime() - start > MAX_NANOS) {
        wrong.add(c[0] + " took too long");
      }
      reader.read(file, Optional.empty(), 64);
    } catch (KamclException e) {
      if (reads) {
        wrong.add(c[0] + " is rejected: " + e.getMessage());
      }
      assertTrue(e.getMessage().contains(c[0]) && e.getMessage().endsWith("."), e.getMessage());
      return wrong;
    }
    if (c[2].equals("no")) {
      return wrong;
    }
    String size = metadata.width() + "," + metadata.height() + "," + metadata.bands();
    if (!size.equals(c[5] + "," + c[6] + "," + c[7])) {
      wrong.add(c[0] + " has " + size);
    }
    if (epsg.isEmpty() && !gt.isEmpty()) {
      boolean warned = metadata.warnings().stream().anyMatch(AwkwardRastersTest::isAboutCrs);
      if (!metadata.crs().isEmpty() || metadata.footprint().isPresent() || !warned) {
        wrong.add(c[0] + " has no CRS, but got " + metadata.crs());
      }
    }
    if (epsg.matches("\\d+") && !gt.isEmpty()) {
      wrong.addAll(checkFootprint(metadata, c[0], Integer.parseInt(epsg), gt));
    }
    if (epsg.startsWith("Equirectangular") && metadata.footprint().isPresent()) {
      wrong.add(c[0] + " is of another planet but has a footprint on Earth");
    }
    return wrong;
  }

  private static List<String> checkFootprint(
      ImageMetadata metadata, String name, int epsg, String gt) {
    if (!metadata.crs().equals("EPSG:" + epsg) || metadata.footprint().isEmpty()) {
      return List.of(
          name
              + " has no footprint or the wrong CRS, "
              + metadata.crs()
              + ": "
              + metadata.warnings());
    }
    double[] g = new double[6];
    String[] texts = gt.split(" ");
    for (int i = 0; i < 6; i++) {
      g[i] = Double.parseDouble(texts[i]);
    }
    int[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    try {
      CoordinateReferenceSystem crs = CRS.decode("EPSG:" + epsg, true);
      // The file of EPSG:3003 is outside Italy, where no shift of its datum is valid.
      CoordinateReferenceSystem target =
          epsg == 3003 ? ((ProjectedCRS) crs).getBaseCRS() : DefaultGeographicCRS.WGS84;
      MathTransform back = CRS.findMathTransform(target, crs, true);
      boolean degrees = Math.abs(g[1]) + Math.abs(g[2]) < 0.9999 && epsg == 4326;
      for (int i = 0; i < 4; i++) {
        GeoPoint p = metadata.footprint().get().imageCorners().get(i);
        double column = corners[i][0] * (double) metadata.width();
        double row = corners[i][1] * (double) metadata.height();
        double[] xy = {p.lon(), p.lat()};
        back.transform(xy, 0, xy, 0, 1);
        double dx = xy[0] - (g[0] + column * g[1] + row * g[2]);
        double dy = xy[1] - (g[3] + column * g[4] + row * g[5]);
        double pixel = Math.hypot(g[1], g[4]);
        double tolerance =
            degrees || epsg == 4326 ? 0 : hasOldDatum(epsg) ? DATUM_TOLERANCE_METERS : 0;
        // The table has nine significant digits.
        double rounding = 1e-8 * (Math.abs(g[0]) + Math.abs(g[3])) + 1e-8 * 8704 * pixel;
        if (!(Math.hypot(dx, dy) <= Math.max(pixel / 2, tolerance) + rounding)) {
          return List.of(name + " is off by " + Math.hypot(dx, dy) / pixel + " pixels");
        }
      }
      return List.of();
    } catch (FactoryException | TransformException e) {
      throw new AssertionError(name, e);
    }
  }

  private static boolean isAboutCrs(Problem warning) {
    return warning.code().equals("explorer.geo.CRS_MISSING");
  }

  private static boolean hasOldDatum(int epsg) {
    return epsg == 26716 || epsg == 21892;
  }
}
