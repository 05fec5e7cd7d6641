package org.kamcl.explorer.cli.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.context.AttachedArchive;
import org.kamcl.explorer.context.ContextError;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.support.CommandResult;

/** The commands on shared archives in a build that has none. */
class ArchiveCommandTest {
  private static final String ADDRESS = "solr://127.0.0.1:2181/tiles";

  @TempDir private Path folder;

  private CommandResult run(String command, String... arguments) {
    String[] all = new String[arguments.length + 4];
    all[0] = "archive";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[all.length - 2] = "--workspace";
    all[all.length - 1] = folder.toString();
    return CommandResult.of(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "status", "attach", "upgrade"})
  void oneSentenceSaysThatThisBuildHasNoSharedArchives(String command) {
    CommandResult result = run(command, ADDRESS);
    assertEquals(1, result.code(), result.err());
    assertTrue(result.err().contains("has no shared archives"), result.err());
    assertTrue(result.err().contains("-Pcluster"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(folder.resolve(AttachedArchive.FILE_NAME)));
  }

  @Test
  void wrongAddressesAndNumbersAreUsageErrors() {
    assertEquals(2, run("attach", "tiles").code());
    assertEquals(2, run("attach", "solr://ann:pw@zk/tiles").code());
    assertEquals(2, run("create", ADDRESS, "--shards", "0").code());
    assertEquals(2, run("create", ADDRESS, "--replicas", "11").code());
    assertEquals(2, run("status").code());
  }

  @Test
  void theAddressIsKeptUntilTheArchiveIsDetached() {
    AttachedArchive attached = new AttachedArchive(new Workspace(folder, Optional.empty()));
    assertEquals(Optional.empty(), attached.address());
    attached.attach(ArchiveAddress.parse(ADDRESS));
    assertEquals(Optional.of(ArchiveAddress.parse(ADDRESS)), attached.address());
    assertEquals(0, run("detach").code());
    assertEquals(Optional.empty(), attached.address());
    assertTrue(run("detach").out().contains("No shared archive was attached"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"address\":7}", "{\"address\":\"tiles\"}"})
  void aDamagedFileIsAnErrorAndNotTheWorkspacesOwnArchive(String text) throws IOException {
    Path file = folder.resolve(AttachedArchive.FILE_NAME);
    Files.writeString(file, text);
    AttachedArchive attached = new AttachedArchive(new Workspace(folder, Optional.empty()));
    KamclException error = assertThrows(KamclException.class, attached::address);
    assertTrue(error.is(ContextError.ATTACHMENT_DAMAGED), error.getMessage());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }
}
