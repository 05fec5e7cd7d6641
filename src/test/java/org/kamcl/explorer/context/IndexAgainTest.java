package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

class IndexAgainTest {
  @TempDir private Path folder;

  @Test
  void archiveIsSearchedWithTheOtherModelOnceItIsIndexed() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 70, 64)));
    }
    Path home = folder.resolve("workspace");
    TestModels.defaultModel(home.resolve("models/one"));
    // Another input size makes it another model.
    TestModels.defaultModel(home.resolve("models/two"), 96);
    Workspace workspace = new Workspace(home, Optional.empty());
    try (ExplorerContext context =
        ExplorerContext.open(workspace, Optional.of("one"), DeviceChoice.CPU)) {
      context.index(ImportRequest.of(images)).run(JobContext.NONE);
      assertEquals("one", context.search().search("a lake", 5).model());
      List<String> collections =
          context.archive().images().stream().map(image -> image.collection()).toList();
      assertThrows(KamclException.class, () -> context.indexAgain("none").run(JobContext.NONE));
      assertEquals("one", context.search().search("a lake", 5).model());

      context.indexAgain("two").run(JobContext.NONE);
      assertEquals("two", context.search().search("a lake", 5).model());
      assertEquals(3, context.search().search("a lake", 5).compared());
      assertEquals("two", context.model().orElseThrow().name());
      assertEquals(
          collections,
          context.archive().images().stream().map(image -> image.collection()).toList());
    }
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      assertEquals("two", context.search().search("a lake", 5).model(), "also after a restart");
    }
  }
}
