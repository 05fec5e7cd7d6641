package org.kamcl.explorer.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.PublishedRow;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.evaluation.EvaluationReport;
import org.kamcl.explorer.evaluation.EvaluationService;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.support.TestModels;

/** How the published rows beside a stored model are marked in the table of recalls. */
class PublishedRowTextsTest {
  private static final int RSICD_TEST_IMAGES = 1093;

  @TempDir private Path folder;

  private List<PublishedRow> shownFirst(String model) {
    EvaluationService service =
        new EvaluationService(
            new ModelStore(folder.resolve("models"), Optional.empty()),
            folder.resolve("evaluations"),
            DeviceChoice.CPU,
            new EvaluationReport.Pictures(
                new Thumbnails(new ImageLoader(), collection -> BandRendering.DEFAULT),
                JpegWriter::encode));
    Evaluation.Setting setting =
        new Evaluation.Setting(
            Instant.EPOCH,
            model,
            "0",
            32,
            "RSICD",
            folder,
            "0",
            "test",
            "RSICD",
            Evaluation.CategorySource.NONE,
            1);
    return service.published(setting, RSICD_TEST_IMAGES).shownFirst();
  }

  private static Map<String, Set<String>> kinds(List<PublishedRow> rows, Locale locale) {
    EvaluateTexts texts = new EvaluateTexts(new Messages(locale));
    Map<String, Set<String>> kinds = new HashMap<>();
    rows.forEach(
        row -> kinds.computeIfAbsent(row.method(), m -> new TreeSet<>()).add(texts.kind(row)));
    return kinds;
  }

  @Test
  void publishedClipModelsBesideAModelOfTheFamilySayHowTheyWereTrained() {
    TestModels.clipModel(folder.resolve("models/clip"));
    TestModels.defaultModel(folder.resolve("models/small"));
    assertEquals(Map.of("KAMCL", Set.of("published")), kinds(shownFirst("small"), Locale.ENGLISH));
    List<PublishedRow> rows = shownFirst("clip");
    assertEquals(
        Map.of(
            "KAMCL", Set.of("published"),
            "RemoteCLIP", Set.of("published, CLIP fine-tuned"),
            "GeoRSCLIP", Set.of("published, CLIP zero-shot"),
            "GeoRSCLIP-FT", Set.of("published, CLIP fine-tuned")),
        kinds(rows, Locale.ENGLISH));
    Map<String, Set<String>> chinese = kinds(rows, Locale.SIMPLIFIED_CHINESE);
    assertEquals(chinese.get("RemoteCLIP"), chinese.get("GeoRSCLIP-FT"));
    assertEquals(3, Set.copyOf(chinese.values()).size(), chinese::toString);
  }
}
