package org.kamcl.explorer.cli.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelFiles;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.support.CommandResult;
import org.kamcl.support.OldWorkspaces;
import org.kamcl.support.TestModels;

/** The commands on the workspace, and every command on a workspace of a newer version. */
class WorkspaceCommandTest {
  @TempDir private Path folder;
  private Path workspace;

  @BeforeEach
  void unpack() throws IOException {
    workspace = OldWorkspaces.unpack(9, folder.resolve("workspace"));
  }

  private CommandResult run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--workspace", workspace.toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void aWorkspaceIsBackedUpRestoredAndMoved() {
    Path backup = folder.resolve("all.kamcl-backup.zip");
    JsonObject written = run("workspace", "backup", backup.toString(), "--json").json();
    assertEquals(8, written.get("images").getAsInt());
    assertEquals(1, run("workspace", "backup", backup.toString()).code());
    Path restored = folder.resolve("restored");
    CommandResult answer =
        run("workspace", "restore", backup.toString(), "--to", restored.toString());
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.out().contains("8 images"), answer.out());
    assertEquals(8, CatalogCopy.check(restored.resolve("catalog.db")).rowsOf("images"));
    CommandResult refused = run("workspace", "restore", backup.toString());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("is not an empty folder"), refused.err());
    assertEquals(0, run("workspace", "restore", backup.toString(), "--replace").code());
    Path moved = folder.resolve("moved");
    CommandResult move = run("workspace", "move", moved.toString());
    assertEquals(0, move.code(), move.err());
    assertTrue(move.err().contains("--workspace " + moved), move.err());
    assertFalse(Files.exists(workspace));
    workspace = moved;
    JsonObject info = run("workspace", "info", "--json").json();
    assertEquals(8, info.get("images").getAsInt());
    assertEquals(moved.toString(), info.get("workspace").getAsString());
    assertFalse(info.get("movable").getAsBoolean());
    assertTrue(run("workspace", "info").out().contains("catalog"));
  }

  @Test
  void aNewerWorkspaceIsRefusedByEveryCommandAndKeepsEveryByte() throws IOException {
    TestModels.defaultModel(workspace.resolve("models/small"));
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.write(images.resolve("a.jpg"), ImageBytes.jpeg(TestModels.image(1, 60, 50)));
    try (RandomAccessFile catalog =
        new RandomAccessFile(workspace.resolve("catalog.db").toFile(), "rw")) {
      catalog.seek(60);
      catalog.writeInt(99);
    }
    assertTrue(CatalogCopy.isNewer(workspace.resolve("catalog.db")));
    Map<String, String> before = content();
    for (List<String> command :
        List.of(
            List.of("search", "pier"),
            List.of("index", images.toString()),
            List.of("collections", "list"),
            List.of("collections", "rename", "Towns", "Cities"),
            List.of("collections", "remove", "Towns"),
            List.of("collections", "problems"),
            List.of("tags", "list"),
            List.of("workspace", "info"),
            List.of("workspace", "backup", folder.resolve("b.zip").toString()),
            List.of("workspace", "move", folder.resolve("other").toString()))) {
      CommandResult answer = run(command.toArray(String[]::new));
      assertEquals(1, answer.code(), command + ": " + answer.out());
      assertTrue(answer.err().contains("newer"), command + ": " + answer.err());
      assertEquals(before, content(), command.toString());
    }
    assertFalse(Files.exists(folder.resolve("b.zip")));
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(workspace)) {
      for (Path file : files.toList()) {
        content.put(
            workspace.relativize(file).toString(),
            Files.isDirectory(file) ? "" : ModelFiles.sha256(file));
      }
    }
    return content;
  }
}
