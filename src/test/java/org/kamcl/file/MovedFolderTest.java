package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedFolderTest {
  @TempDir private Path folder;
  private Path now;

  @BeforeEach
  void fill() throws IOException {
    now = folder.resolve("now");
    Files.createDirectories(now.resolve("corpora/harbors"));
    Files.createDirectories(now.resolve("examples"));
    Files.writeString(now.resolve("examples/pasted-1.png"), "pixels");
  }

  private Path find(String written) {
    return MovedFolder.find(now, folder.resolve(written));
  }

  @Test
  void filesOfAWorkspaceThatWasMovedAreFoundInIt() {
    assertEquals(now.resolve("corpora/harbors"), find("old/corpora/harbors"));
    assertEquals(now.resolve("corpora/harbors"), find("corpora/kamcl/corpora/harbors"));
    assertEquals(now.resolve("examples/pasted-1.png"), find("old/examples/pasted-1.png"));
  }

  @Test
  void otherPathsStayAsTheyAre() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("old/corpora/harbors"));
    assertEquals(copy, MovedFolder.find(now, copy), "what exists is not replaced");
    for (String other : new String[] {"old/corpora/lakes", "photos/harbors", "missing"}) {
      assertEquals(folder.resolve(other), find(other), other);
    }
    assertEquals(
        Path.of("a/corpora/harbors"), MovedFolder.find(null, Path.of("a/corpora/harbors")));
  }
}
