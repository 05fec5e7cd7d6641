package org.kamcl.reliability;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.SettingsStore;

/** The window: its first start with the sample images, or with an archive; searches, closing. */
final class WindowKills implements KillCase {
  private final SoakInputs inputs;
  private final boolean large;
  private List<String> undisturbed = List.of();
  private Map<String, float[]> vectors = Map.of();

  /**
   * @param large whether the window opens a large archive instead of starting for the first time
   */
  WindowKills(SoakInputs inputs, boolean large) {
    this.inputs = inputs;
    this.large = large;
  }

  @Override
  public String name() {
    return large ? "window" : "first start";
  }

  @Override
  public void prepare(Place place) throws IOException, InterruptedException {
    if (large) {
      ArchiveTemplate.copyTo(inputs, place);
    }
  }

  @Override
  public ProgramProcess start(Place place) {
    return ProgramProcess.start(
        place,
        List.of(
            "-Dkamcl.program=" + inputs.program(),
            "-Dkamcl.soak.images=" + (large ? SoakInputs.IMAGES : SoakInputs.SAMPLES),
            "-Dglass.platform=Monocle",
            "-Dmonocle.platform=Headless",
            "-Dprism.order=sw",
            "-Dheadless.geometry=1600x1200-32"),
        SoakWindow.class,
        List.of("window", "--workspace", place.workspace().toString()));
  }

  @Override
  public List<String> afterKill(Place place) throws IOException {
    List<String> found =
        new ArrayList<>(CatalogState.violations(place.workspace().resolve(Catalog.FILE_NAME)));
    for (String name : List.of(SettingsStore.FILE_NAME, IndexingJournal.FILE_NAME)) {
      Path file = place.workspace().resolve(name);
      try {
        if (Files.exists(file) && !JsonParser.parseString(Files.readString(file)).isJsonObject()) {
          found.add(name + " is no object");
        }
      } catch (JsonParseException e) {
        found.add(name + " is damaged");
      }
    }
    if (!new SettingsStore(place.workspace()).load().problems().isEmpty()) {
      found.add("the settings have problems");
    }
    if (!IndexingJournal.in(place.workspace()).interrupted().problems().isEmpty()) {
      found.add("the journal has problems");
    }
    return found;
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) throws Exception {
    List<String> found = new ArrayList<>(afterKill(place));
    if (!IndexingJournal.in(place.workspace()).interrupted().requests().isEmpty()) {
      found.add("an import is still waiting to be resumed");
    }
    List<String> result =
        new ArrayList<>(CatalogState.rows(place.workspace().resolve(Catalog.FILE_NAME)));
    if (large) {
      result.add(search(place));
    }
    Map<String, float[]> now = CatalogState.vectors(place.workspace().resolve(Catalog.FILE_NAME));
    if (undisturbed.isEmpty()) {
      undisturbed = result;
      vectors = now;
    }
    found.addAll(CatalogState.differences(now, vectors));
    if (!result.equals(undisturbed)) {
      found.add(
          "the archive differs: "
              + result.size()
              + " rows, not "
              + undisturbed.size()
              + "; "
              + result.get(result.size() - 1));
    }
    return found;
  }

  /** The hits of a search, which reads the vector cache where there is one. */
  private String search(Place place) throws InterruptedException {
    try (ProgramProcess process =
        ProgramProcess.start(
            place,
            List.of("-Dkamcl.program=" + inputs.program()),
            Launcher.class,
            List.of(
                "search",
                "green trees",
                "--json",
                "--no-history",
                "--workspace",
                place.workspace().toString()))) {
      process.endsWithin(120_000);
      List<String> hits = new ArrayList<>();
      if (process.exitCode() == 0) {
        JsonParser.parseString(process.out())
            .getAsJsonObject()
            .getAsJsonArray("hits")
            .forEach(
                hit ->
                    hits.add(
                        hit.getAsJsonObject().get("file")
                            + " "
                            + hit.getAsJsonObject().get("score")));
      }
      return hits.isEmpty() ? "no hits: " + process.err() : hits.toString();
    }
  }
}
