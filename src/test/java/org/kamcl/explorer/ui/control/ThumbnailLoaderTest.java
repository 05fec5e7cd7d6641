package org.kamcl.explorer.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.image.Image;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

class ThumbnailLoaderTest {
  private static final int SIDE = 320;

  @TempDir private Path folder;

  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private ThumbnailLoader loader;
  private ImageRecord image;

  @BeforeEach
  void open() throws IOException {
    var services = FolderServices.of(TestImages.write(folder));
    ArchiveViewModel archive =
        new ArchiveViewModel(
            () -> services, executor, new JobsViewModel(executor), new Messages(Locale.ENGLISH));
    archive.open();
    loader = new ThumbnailLoader(archive, executor);
    image = archive.images().get(0);
  }

  private Image load(long id) {
    List<Image> loaded = new ArrayList<>();
    ImageRecord other =
        ImageRecord.builder(id, "Trial", image.file()).size(image.width(), image.height()).build();
    loader.loadSquare(other, SIDE, 4, loaded::add, failure -> {});
    return loaded.get(0);
  }

  @Test
  void theCacheIsBoundedAndKeepsTheThumbnailsThatWereUsedLast() {
    long fits = ThumbnailLoader.MAX_PIXELS / (SIDE * SIDE);
    Image first = load(1);
    for (long id = 2; id <= fits; id++) {
      load(id);
    }
    assertEquals(first, load(1), "all of them fit");
    for (long id = fits + 1; id <= 3 * fits; id++) {
      load(id);
      assertTrue(loader.cachedPixels() <= ThumbnailLoader.MAX_PIXELS);
    }
    Image last = load(3 * fits);
    assertEquals(last, load(3 * fits));
    assertTrue(first != load(1), "the oldest was dropped");
  }
}
