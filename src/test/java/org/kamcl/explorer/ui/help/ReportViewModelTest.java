package org.kamcl.explorer.ui.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.report.ProblemReport;
import org.kamcl.explorer.report.ReportFile;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

class ReportViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor tasks = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private ReportViewModel model;

  @BeforeEach
  void collect() throws IOException {
    Files.writeString(
        folder.resolve("settings.json"), "{\"query\": \"lighthouse\", \"perspective\": \"train\"}");
    model =
        new ReportViewModel(
            () -> ProblemReport.of(folder),
            new ChecksViewModel(List::of, tasks, messages),
            tasks,
            messages);
    model.collect();
  }

  private String text() {
    return model.files().stream().map(ReportFile::text).collect(Collectors.joining("\n"));
  }

  @Test
  void queriesAreIncludedOnlyOnRequest() {
    assertFalse(model.collectingProperty().get());
    assertFalse(text().contains("lighthouse"), text());
    assertTrue(text().contains("\"perspective\": \"train\""), text());
    model.personalProperty().set(true);
    assertTrue(text().contains("lighthouse"), text());
    model.personalProperty().set(false);
    assertFalse(text().contains("lighthouse"), text());
  }

  @Test
  void theZipHasWhatIsShownWithoutTheFilesThatAreLeftOut() throws IOException {
    ReportFile settings =
        model.files().stream()
            .filter(f -> f.name().equals("settings.json"))
            .findFirst()
            .orElseThrow();
    model.include(settings, false);
    Path zip = folder.resolve("report.zip");
    model.save(zip);
    assertTrue(model.messageProperty().get().contains("report.zip"));
    assertFalse(model.failedProperty().get());
    try (ZipFile read = new ZipFile(zip.toFile())) {
      assertEquals(
          model.files().stream()
              .map(ReportFile::name)
              .filter(name -> !name.equals("settings.json"))
              .toList(),
          read.stream().map(ZipEntry::getName).toList());
    }
    model.include(settings, true);
    assertTrue(model.includes(settings));
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() {
    model.save(folder.resolve("missing").resolve("report.zip"));
    assertTrue(model.failedProperty().get());
    assertTrue(model.messageProperty().get().contains("Choose another folder"));
    assertTrue(model.saved().isEmpty());
  }
}
