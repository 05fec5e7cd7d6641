package org.kamcl.explorer.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.GeoPoint;

/**
 * 388 CRSs, each by EPSG code and as ESRI WKT at two points, compared with PROJ 9 without grids.
 * The table is not part of the project.
 */
class CrsCasesTest {
  private static final Path TABLE =
      Path.of("../shared/data/cases/crs.csv").toAbsolutePath().normalize();
  private static final Pattern ROW =
      Pattern.compile(
          "\\d+,(?:\"(?:[^\"]|\"\")*\"|[^\",]*),[a-z-]+,(\"(?:[^\"]|\"\")*\"|[^\",]*)"
              + ",([^,]+),([^,]+),([^,]+),([^,]+)");

  private record Case(String definition, double x, double y, GeoPoint expected) {
    static Case parse(String line) {
      Matcher m = ROW.matcher(line);
      assertTrue(m.matches(), line);
      String definition = m.group(1).replaceAll("^\"|\"$", "").replace("\"\"", "\"");
      return new Case(
          definition,
          Double.parseDouble(m.group(2)),
          Double.parseDouble(m.group(3)),
          new GeoPoint(Double.parseDouble(m.group(4)), Double.parseDouble(m.group(5))));
    }

    /** Empty if the CRS is rejected or the coordinates are outside its domain. */
    Optional<GeoPoint> computed() {
      try {
        PixelToCrs pixels = PixelToCrs.affine(x, 0.1, 0, y, 0, -0.1).orElseThrow();
        return Georeference.of(pixels, WktCrsParser.parse(definition), 1, 1).toWgs84(0, 0);
      } catch (KamclException refused) {
        return Optional.empty();
      }
    }
  }

  @Test
  void crsCasesAreWithinTheRequiredDistancesOfProj() throws IOException {
    assumeTrue(Files.exists(TABLE), "skipped: the table of CRS cases is missing: " + TABLE);
    List<String> lines = Files.readAllLines(TABLE);
    List<Case> cases = lines.subList(1, lines.size()).stream().map(Case::parse).toList();
    assertEquals(1552, cases.size());
    List<Double> distances = new ArrayList<>();
    List<String> far = new ArrayList<>();
    for (Case c : cases) {
      Optional<GeoPoint> location = c.computed();
      if (location.isPresent()) {
        double meters = Footprints.distanceMeters(location.get(), c.expected);
        distances.add(meters);
        if (meters > 1000) {
          far.add(meters + " m: " + c.definition);
        }
      }
    }
    double accepted = distances.size();
    assertEquals(List.of(), far);
    assertTrue(
        fractionWithin(distances, 10) >= 0.97, "within 10 m: " + fractionWithin(distances, 10));
    assertTrue(
        fractionWithin(distances, 100) >= 0.995, "within 100 m: " + fractionWithin(distances, 100));
    assertTrue(accepted >= 0.98 * cases.size(), "accepted: " + accepted);
  }

  private static double fractionWithin(List<Double> distances, double limit) {
    return (double) distances.stream().filter(d -> d <= limit).count() / distances.size();
  }
}
