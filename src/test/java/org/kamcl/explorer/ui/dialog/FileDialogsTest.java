package org.kamcl.explorer.ui.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.stage.FileChooser;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.ui.text.Messages;

class FileDialogsTest {
  private final Messages messages = new Messages(Locale.ENGLISH);

  @Test
  void filtersFollowTheImageFormats() {
    List<FileChooser.ExtensionFilter> filters =
        FileDialogs.imageFilters(
            List.of(
                new ImageFormat("JPEG", List.of("jpg", "jpeg")),
                new ImageFormat("ENVI", List.of("dat"))),
            messages);
    assertEquals(
        List.of("Images", "JPEG", "ENVI", "All files"),
        filters.stream().map(FileChooser.ExtensionFilter::getDescription).toList());
    assertEquals(
        List.of("*.jpg", "*.JPG", "*.jpeg", "*.JPEG", "*.dat", "*.DAT"),
        filters.get(0).getExtensions());
    assertEquals(List.of("*.jpg", "*.JPG", "*.jpeg", "*.JPEG"), filters.get(1).getExtensions());
  }

  @Test
  void noFilterWithoutFormats() {
    assertEquals(List.of(), FileDialogs.imageFilters(List.of(), messages));
  }

  @Test
  void aFileToSaveHasOneFilterPerFormatAndAlwaysAnExtension() {
    FileDialogs.FileKind csv = new FileDialogs.FileKind("CSV, for tables", ".csv");
    FileDialogs.FileKind json = new FileDialogs.FileKind("GeoJSON, for maps", ".geojson");
    List<FileDialogs.FileKind> kinds = List.of(json, csv);
    List<FileChooser.ExtensionFilter> filters = FileDialogs.saveFilters(kinds);
    assertEquals("GeoJSON, for maps", filters.get(0).getDescription());
    assertEquals(List.of("*.geojson"), filters.get(0).getExtensions());
    assertEquals(Path.of("hits.csv"), FileDialogs.withExtension(Path.of("hits"), kinds, csv));
    assertEquals(Path.of("v1.2.csv"), FileDialogs.withExtension(Path.of("v1.2"), kinds, csv));
    assertEquals(
        Path.of("hits.GeoJSON"), FileDialogs.withExtension(Path.of("hits.GeoJSON"), kinds, csv));
  }
}
