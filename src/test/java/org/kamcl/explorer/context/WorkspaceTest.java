package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir private Path folder;
  private Map<String, String> environment;

  @BeforeEach
  void setDataFolder() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "where XDG_DATA_HOME is used");
    environment = Map.of("XDG_DATA_HOME", folder.toString());
  }

  private static Path open(Path folder) throws IOException {
    return Files.setPosixFilePermissions(
        Files.createDirectories(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String mode(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void theDefaultWorkspaceOfAnEarlierVersionIsMadePrivate() throws IOException {
    Path usual = open(folder.resolve("kamcl"));
    assertTrue(Workspace.choose(null, environment).protect(environment));
    assertEquals("rwx------", mode(usual));
    assertFalse(Workspace.choose(null, environment).protect(environment));
  }

  @Test
  void aChosenWorkspaceKeepsItsModeAsItMayBeShared() throws IOException {
    Path chosen = open(folder.resolve("team"));
    assertFalse(new Workspace(chosen, Optional.empty()).protect(environment));
    assertEquals("rwxr-xr-x", mode(chosen));
  }

  @Test
  void aWorkspaceThatDoesNotExistIsNotCreated() {
    assertFalse(Workspace.choose(null, environment).protect(environment));
    assertFalse(Files.exists(folder.resolve("kamcl")));
  }
}
