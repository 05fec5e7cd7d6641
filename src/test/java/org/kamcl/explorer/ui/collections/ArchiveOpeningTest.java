package org.kamcl.explorer.ui.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** An archive of very many images can be used before all of them are read. */
class ArchiveOpeningTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final List<String> seen = new ArrayList<>();
  private final List<ImportRequest> indexed = new ArrayList<>();
  private Runnable whileReading = () -> {};
  private ArchiveViewModel archive;

  @BeforeEach
  void create() throws Exception {
    TestImages.write(folder);
    ExplorerServices services = noting(FolderServices.of(folder));
    archive =
        new ArchiveViewModel(
            () -> services,
            background,
            new JobsViewModel(background),
            new Messages(Locale.ENGLISH));
  }

  /** Notes the state of the window's archive when the images are read. */
  private ExplorerServices noting(ExplorerServices services) {
    ImageArchive real = services.archive();
    ImageArchive noting =
        new ImageArchive() {
          @Override
          public ArchiveSummary summary() {
            return real.summary();
          }

          @Override
          public List<ImageRecord> images() {
            ArchiveSummary known = archive.summaryProperty().get();
            seen.add(archive.stateProperty().get() + " " + (known == null ? 0 : known.images()));
            whileReading.run();
            return real.images();
          }
        };
    return new ForwardingExplorerServices(services) {
      @Override
      public ImageArchive archive() {
        return noting;
      }

      @Override
      public Job<IndexReport> index(ImportRequest request) {
        indexed.add(request);
        return super.index(request);
      }
    };
  }

  @Test
  void countsAndModelAreShownBeforeTheImagesAreRead() {
    whileReading =
        () -> {
          assertTrue(archive.services().isPresent());
          assertTrue(archive.modelProperty().get().isPresent());
          assertFalse(archive.isLoaded());
        };
    archive.open();
    assertEquals(List.of("READY " + archive.images().size()), seen);
    assertTrue(archive.isLoaded());
  }

  @Test
  void theFirstSearchOfAStartWaitsForTheImagesThatItNeeds() {
    archive.expectSearch();
    archive.open();
    assertEquals(List.of("OPENING 0"), seen);
    assertEquals(ArchiveViewModel.State.READY, archive.stateProperty().get());
  }

  @Test
  void filesThatAreAddedMeanwhileAreIndexedOnceTheImagesAreKnown() {
    Path other = folder.resolve("other");
    whileReading =
        () -> {
          archive.add(List.of(other));
          assertEquals(List.of(), indexed);
          whileReading = () -> {};
        };
    archive.open();
    assertEquals(1, indexed.size());
    assertEquals(List.of(other), indexed.get(0).paths());
  }
}
