package org.kamcl.explorer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.api.Evaluations.Protocol;
import org.kamcl.explorer.api.Evaluations.Published;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.api.Evaluations.Remark;
import org.kamcl.explorer.api.Evaluations.Training;

class PublishedTableTest {
  private static final List<PublishedRow> ROWS = PublishedTable.read().rows();

  private static Stream<PublishedRow> rows(String method) {
    return ROWS.stream().filter(row -> row.method().equals(method));
  }

  @Test
  void sixRecallsHaveThePublishedMean() {
    for (PublishedRow row : ROWS) {
      assertTrue(row.recalls().isEmpty() || row.recalls().size() == 6, row.toString());
      if (!row.recalls().isEmpty() && row.remark() != Remark.MEAN_DIFFERS) {
        double mean = row.recalls().stream().mapToDouble(r -> r).average().orElseThrow();
        // Published figures are rounded to two places, before and after averaging.
        assertEquals(row.meanRecall(), mean, 0.011, row.toString());
      }
      assertFalse(row.source().isEmpty(), row.toString());
    }
  }

  @Test
  void theCheckpointsThatPeopleCanImportStandBesideAClipModel() {
    List<PublishedRow> rsicd = ROWS.stream().filter(row -> row.dataset().equals("RSICD")).toList();
    assertEquals(
        Set.of("KAMCL"), methods(new Published("RSICD", Protocol.SAME, 1093, rsicd, false)));
    Published clip = new Published("RSICD", Protocol.SAME, 1093, rsicd, true);
    assertEquals(Set.of("KAMCL", "RemoteCLIP", "GeoRSCLIP", "GeoRSCLIP-FT"), methods(clip));
    assertEquals(3 + 6, clip.shownFirst().size(), "as docs/models.md lists them");
  }

  private static Set<String> methods(Published published) {
    return published.shownFirst().stream().map(PublishedRow::method).collect(Collectors.toSet());
  }

  @Test
  void clipModelsAreFineTunedOrZeroShotAndOthersNeither() {
    for (PublishedRow row : ROWS) {
      assertEquals(row.backbone().startsWith("CLIP"), row.training() != Training.OWN, "" + row);
      assertEquals(
          row.remark() == Remark.ZERO_SHOT, row.training() == Training.ZERO_SHOT, "" + row);
    }
    assertEquals(
        Set.of(Training.ZERO_SHOT),
        rows("GeoRSCLIP").map(PublishedRow::training).collect(Collectors.toSet()));
    assertEquals(
        Set.of(Training.FINE_TUNED),
        rows("GeoRSCLIP-FT").map(PublishedRow::training).collect(Collectors.toSet()));
    assertEquals(9, rows("RemoteCLIP").count(), "three networks on three data sets");
  }
}
