package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.support.TestModels;

class WindowContextTest {
  @TempDir private Path folder;

  @Test
  void whatTheWindowNeedsWorksTogether() throws IOException {
    Path home = folder.resolve("home");
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.picture(i, 80, 40)));
    }
    Files.writeString(images.resolve("captions.csv"), "filename,caption\np0.jpg,a green lake\n");
    try (WindowContext context = WindowContext.open(new Workspace(home, Optional.empty()))) {
      assertEquals(0, context.archive().summary().images());
      assertThrows(ExplorerException.class, () -> context.search().search("a lake", 3));
      assertFalse(Files.exists(home), "looking writes nothing");
      TestModels.defaultModel(home.resolve("models/small"));
      assertEquals(3, context.index(ImportRequest.of(images)).run(JobContext.NONE).added());
      assertEquals(3, context.search().search("a lake", 5).hits().size());
      ImageRecord first = context.archive().images().get(0);
      assertEquals("a green lake", context.search().captions(first, 5).get(0).caption());
      assertEquals(20, context.thumbnails().thumbnail(first, 20).width());
      // A picture added later is found without opening anything anew.
      Files.write(images.resolve("p3.jpg"), ImageBytes.jpeg(TestModels.picture(9, 60, 60)));
      assertEquals(1, context.index(ImportRequest.of(images)).run(JobContext.NONE).added());
      assertEquals(4, context.search().search("a lake", 5).compared());
    }
  }
}
