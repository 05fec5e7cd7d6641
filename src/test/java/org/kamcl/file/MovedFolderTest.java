package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  void whatLiesInsideIsWrittenRelativeToTheWorkspace() throws IOException {
    now = now.toRealPath();
    Path own = Files.createDirectories(now.resolve("my data/ports"));
    assertEquals("my data/ports", MovedFolder.write(now, own));
    assertEquals("my data/ports", MovedFolder.write(now, now.resolve("a/../my data/ports")));
    assertEquals(own, MovedFolder.read(now, "my data/ports"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), now);
    assertEquals("my data/ports", MovedFolder.write(now, link.resolve("my data/ports")));
    assertEquals("my data/ports", MovedFolder.write(link, own));
    assertEquals(link.resolve("my data/ports"), MovedFolder.read(link, "my data/ports"));
    Path moved = Files.move(now, folder.resolve("moved"));
    assertEquals(moved.resolve("my data/ports"), MovedFolder.read(moved, "my data/ports"));
  }

  @Test
  void whatLiesOutsideIsWrittenAbsolute() {
    for (Path other : List.of(folder.resolve("now-2/a"), folder, now)) {
      assertEquals(other.toString(), MovedFolder.write(now, other));
      assertEquals(other, MovedFolder.read(now, other.toString()));
    }
    assertEquals(now.resolve("a").toString(), MovedFolder.write(null, now.resolve("a")));
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
