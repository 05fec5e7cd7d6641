package org.kamcl.explorer.ui.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

class CollectionsViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final JobsViewModel jobs = new JobsViewModel(background);
  private ArchiveViewModel archive;
  private CollectionsViewModel model;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder.resolve("images"));
    archive =
        new ArchiveViewModel(
            () -> FolderServices.empty(folder.resolve("images")), background, jobs, messages);
    model = new CollectionsViewModel(archive, background, messages);
    archive.open();
    archive.addSample();
  }

  private List<String> names() {
    return model.list().stream().map(ImageCollections.Info::name).toList();
  }

  @Test
  void listsRenamesRemovesAndRestoresCollections() {
    assertEquals(List.of("Trial"), names());
    assertEquals(12, model.list().get(0).images());
    model.rename(model.list().get(0), "  Towns ");
    assertEquals(List.of("Towns"), names());
    model.rename(model.list().get(0), " ");
    assertEquals(List.of("Towns"), names());
    model.remove(model.list().get(0));
    assertEquals(List.of(), names());
    assertEquals(ArchiveViewModel.State.EMPTY, archive.stateProperty().get());
    assertEquals("Towns", model.removedProperty().get().name());
    model.undo();
    assertEquals(List.of("Towns"), names());
    assertEquals(12, archive.images().size());
    assertNull(model.removedProperty().get());
    model.undo();
    assertEquals(12, archive.images().size(), "a second undo has no effect");
  }

  @Test
  void droppedFilesAreIndexedAndLocationTablesOffered() throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("images"))) {
      file = files.filter(f -> f.toString().endsWith(".png")).findFirst().orElseThrow();
    }
    archive.add(List.of(file));
    assertEquals(13, archive.images().size());
    assertEquals("Indexing " + file.getFileName(), jobs.all().get(0).title());

    Files.writeString(folder.resolve("images/locations.csv"), "filename,lon,lat\na.png,1,2\n");
    archive.add(List.of(folder.resolve("images")));
    assertEquals(13, archive.images().size(), "indexing waits for the decision");
    assertEquals(1, archive.offers().offerProperty().get().rows().orElseThrow());
    archive.offers().accept();
    assertNull(archive.offers().offerProperty().get());
    assertEquals(25, archive.images().size());
    archive.add(List.of(folder.resolve("images")));
    archive.offers().decline();
    assertNull(archive.offers().offerProperty().get());
    assertEquals(25, archive.images().size());
  }

  private ArchiveViewModel withJournal(IndexingJournal log) {
    ArchiveViewModel journaled =
        new ArchiveViewModel(() -> archive.services().orElseThrow(), background, jobs, messages);
    journaled.setJournal(log);
    journaled.open();
    return journaled;
  }

  @Test
  void offersToResumeInterruptedJobs() throws IOException {
    Path file = folder.resolve("unfinished.txt");
    Path images = folder.resolve("images");
    IndexingJournal log = IndexingJournal.in(folder);
    // No process has this id and start time.
    Files.writeString(file, Long.MAX_VALUE + " 5 - " + images.toUri() + "\n");
    ArchiveViewModel next = withJournal(log);
    assertEquals(images, next.offers().offerProperty().get().folder());
    assertTrue(next.offers().offerProperty().get().rows().isEmpty());
    assertEquals(12, next.images().size(), "indexing waits for the decision");
    next.offers().accept();
    assertEquals(24, next.images().size());
    assertFalse(Files.exists(file), "the finished job is removed from the journal");

    Files.writeString(file, Long.MAX_VALUE + " 5 - " + images.toUri() + "\n");
    withJournal(log).offers().decline();
    assertFalse(Files.exists(file), "a declined job is removed from the journal");
  }

  @Test
  void journalsJobsUntilTheyEnd() {
    Path file = folder.resolve(IndexingJournal.FILE_NAME);
    ArchiveViewModel journaled = withJournal(IndexingJournal.in(folder));
    journaled.add(List.of(folder.resolve("images")));
    assertFalse(Files.exists(file));
    List<Boolean> exists = new ArrayList<>();
    jobs.running()
        .addListener((ListChangeListener<JobViewModel>) change -> exists.add(Files.exists(file)));
    journaled.add(List.of(folder.resolve("images")));
    assertTrue(exists.get(0), "the journal exists while the job runs");
    assertFalse(Files.exists(file));
  }

  @Test
  void unreadableFilesAreListedAndCanBeRetried() throws IOException {
    Files.writeString(folder.resolve("images/broken.png"), "not an image");
    archive.addSample();
    var job = jobs.all().get(0);
    assertTrue(job.ended());
    assertEquals(1, job.outcomeProperty().get().skipped().size());
    assertTrue(job.outcomeProperty().get().skipped().get(0).item().endsWith("broken.png"));
    assertFalse(job.outcomeProperty().get().summary().isEmpty());
    assertEquals(1, model.fileProblemsProperty().get().unreadable().size());
    Files.delete(folder.resolve("images/broken.png"));
    job.retryProperty().get().orElseThrow().run();
    assertEquals(List.of(), jobs.all().get(0).outcomeProperty().get().skipped());
  }

  @Test
  void reloadsAfterAJobOfAnEarlierWindow() {
    ArchiveViewModel other =
        new ArchiveViewModel(() -> archive.services().orElseThrow(), background, jobs, messages);
    other.open();
    assertEquals(12, other.images().size());
    archive.add(List.of(folder.resolve("images")));
    assertEquals(24, other.images().size());
  }
}
