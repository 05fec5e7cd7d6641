package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.KamclException;

class ArchiveCredentialsTest {
  @TempDir private Path folder;

  private Path file(String text, String permissions) throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(file, text);
    assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  private static void refused(ErrorCode code, Map<String, String> environment) {
    KamclException error =
        assertThrows(KamclException.class, () -> ArchiveCredentials.of(environment));
    assertTrue(error.is(code), error.getMessage());
    for (Throwable e = error; e != null; e = e.getCause()) {
      assertFalse(String.valueOf(e).contains("secret7"), e.toString());
    }
  }

  @Test
  void withoutVariablesThereIsNoUser() {
    ArchiveCredentials none = ArchiveCredentials.of(Map.of());
    assertEquals(Optional.empty(), none.user());
    assertEquals(Optional.empty(), none.password());
    assertEquals(Optional.empty(), none.trustStore());
  }

  @Test
  void variablesTakePrecedenceOverAFileAndNoTextShowsTheSecrets() throws IOException {
    Path file = file("user=ann\npassword=secret7\ntrustStore=/etc/kamcl.p12\n", "rw-------");
    ArchiveCredentials read =
        ArchiveCredentials.of(
            Map.of(ArchiveCredentials.FILE_VARIABLE, file.toString(), "KAMCL_ARCHIVE_USER", "bo"));
    assertEquals(Optional.of("bo"), read.user());
    assertEquals(Optional.of("secret7"), read.password());
    assertEquals(Optional.of(Path.of("/etc/kamcl.p12")), read.trustStore());
    assertFalse(read.toString().contains("secret7"), read.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
  void aFileOfAnotherModeIsRefused(String permissions) throws IOException {
    Path file = file("user=ann\npassword=secret7\n", permissions);
    refused(
        ArchiveError.CREDENTIALS_OPEN_TO_OTHERS,
        Map.of(ArchiveCredentials.FILE_VARIABLE, file.toString()));
  }

  @Test
  void damagedMissingAndIncompleteCredentialsAreRefused() throws IOException {
    refused(
        ArchiveError.CREDENTIALS_NOT_READ,
        Map.of(ArchiveCredentials.FILE_VARIABLE, folder.resolve("none").toString()));
    refused(ArchiveError.CREDENTIALS_INCOMPLETE, Map.of("KAMCL_ARCHIVE_PASSWORD", "secret7"));
    Path file = file("user=ann\npasword=secret7\n", "rw-------");
    refused(
        ArchiveError.CREDENTIALS_ENTRY_UNKNOWN,
        Map.of(ArchiveCredentials.FILE_VARIABLE, file.toString()));
    file("password=secret7\\uXYZ\n", "rw-------");
    refused(
        ArchiveError.CREDENTIALS_NOT_READ,
        Map.of(ArchiveCredentials.FILE_VARIABLE, file.toString()));
  }
}
