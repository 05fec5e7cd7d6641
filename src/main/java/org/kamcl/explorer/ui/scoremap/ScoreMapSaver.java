package org.kamcl.explorer.ui.scoremap;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.SceneScoreMap;
import org.kamcl.explorer.api.SceneScoreMaps;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.text.Messages;

/** Saves the score map for other programs: as a GeoTIFF, or its contours as GeoJSON. */
public final class ScoreMapSaver {
  private final ScoreMapViewModel model;
  private final Supplier<Optional<ExplorerServices>> services;
  private final FileSaver files;
  private final Messages messages;

  /**
   * @param services empty until the archive is open
   */
  public ScoreMapSaver(
      ScoreMapViewModel model,
      Supplier<Optional<ExplorerServices>> services,
      FileSaver files,
      Messages messages) {
    this.model = model;
    this.services = services;
    this.files = files;
    this.messages = messages;
  }

  /** Asks for a file and writes the scores as 32-bit numbers, with the CRS of the scene. */
  public void saveGeoTiff() {
    save(new FileKind(messages.text("scoremap.kind.tiff"), ".tif"), "scores", this::writeGeoTiff);
  }

  /** Asks for a file and writes the outlines of the parts above the chosen levels. */
  public void saveContours() {
    List<Double> levels = model.contours().levelsProperty().get();
    save(
        new FileKind(messages.text("scoremap.kind.contours"), ".geojson"),
        "contours",
        (map, file) -> maps().writeContours(map, levels, file));
  }

  private void writeGeoTiff(SceneScoreMap map, Path file) {
    maps().writeGeoTiff(map, file);
  }

  private SceneScoreMaps maps() {
    return services.get().orElseThrow().scoreMaps();
  }

  private void save(FileKind kind, String what, BiConsumer<SceneScoreMap, Path> write) {
    DrawnScores drawn = model.drawnProperty().get();
    if (drawn == null || services.get().isEmpty()) {
      return;
    }
    SceneScoreMap map = drawn.map();
    String scene = String.valueOf(map.scene().getFileName()).replaceFirst("\\.[^.]*$", "");
    files.choose(
        scene + "-" + map.query() + "-" + what,
        List.of(kind),
        target ->
            files.write(
                target,
                "scoremap.saved",
                file -> {
                  write.accept(map, file);
                  return file;
                }));
  }
}
