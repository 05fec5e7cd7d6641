package org.kamcl.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.catalog.Catalog;

/** Indexing a folder with locations and captions. */
final class IndexKills implements KillCase {
  private final SoakInputs inputs;
  private List<String> undisturbed = List.of();
  private Map<String, float[]> vectors = Map.of();

  IndexKills(SoakInputs inputs) {
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public void prepare(Place place) {}

  @Override
  public ProgramProcess start(Place place) {
    return start(inputs, place);
  }

  /** Indexes the images of the inputs. */
  static ProgramProcess start(SoakInputs inputs, Place place) {
    Path images = inputs.images();
    return ProgramProcess.start(
        place,
        List.of("-Dkamcl.program=" + inputs.program()),
        Launcher.class,
        List.of(
            "index",
            images.toString(),
            "--locations",
            images.resolve("locations.csv").toString(),
            "--json",
            "--workspace",
            place.workspace().toString()));
  }

  @Override
  public List<String> afterKill(Place place) {
    return CatalogState.violations(place.workspace().resolve(Catalog.FILE_NAME));
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) {
    List<String> found = new ArrayList<>(afterKill(place));
    Path catalog = place.workspace().resolve(Catalog.FILE_NAME);
    List<String> rows = CatalogState.rows(catalog);
    if (undisturbed.isEmpty()) {
      vectors = CatalogState.vectors(catalog);
      undisturbed = rows;
      if (rows.size() != 2 * SoakInputs.IMAGES) {
        found.add("the undisturbed archive has " + rows.size() + " rows");
      }
    }
    found.addAll(CatalogState.differences(CatalogState.vectors(catalog), vectors));
    if (!rows.equals(undisturbed)) {
      List<String> others = new ArrayList<>(rows);
      others.removeAll(undisturbed);
      List<String> missing = new ArrayList<>(undisturbed);
      missing.removeAll(rows);
      found.add(
          "rows differ: %d missing %s, %d others %s"
              .formatted(
                  missing.size(),
                  missing.stream().limit(2).toList(),
                  others.size(),
                  others.stream().limit(2).toList()));
    }
    return found;
  }
}
