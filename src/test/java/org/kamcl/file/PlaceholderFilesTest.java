package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderFilesTest {
  private static Optional<FileError> find(String head) {
    return PlaceholderFiles.find(head.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pointersOfGitLfsAreRecognized() {
    assertEquals(
        Optional.of(FileError.GIT_LFS_POINTER),
        find("version https://example.org/spec/v1\noid sha256:4d7a\nsize 12345\n"));
    assertEquals(
        Optional.of(FileError.GIT_LFS_POINTER),
        find("version https://example.org/spec/v1\r\next-0-foo sha256:00\noid sha256:4d7a\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>\n<html>",
        "\ufeff\r\n  <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
        "<html lang=\"en\">",
        "<HTML>",
        "<!-- saved -->\n<!-- again --><html>",
        "<head><title>Sign in</title>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"\">",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"
      })
  void webPagesAreRecognized(String head) {
    assertEquals(Optional.of(FileError.WEB_PAGE), find(head));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<!--",
        "filename,caption\n",
        "{\"html\": 1}",
        "<VRTDataset>",
        "<?xml?><kml>",
        "<htmlx>",
        "version https://example.org",
        "\u0080\u0002c<html>"
      })
  void otherContentIsNeither(String head) {
    assertEquals(Optional.empty(), find(head));
  }
}
