package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowOptionsTest {
  private static Optional<WindowOptions> parse(String line) {
    return WindowOptions.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void theOptionsOfAWindowAreReadInBothForms() {
    Optional<WindowOptions> expected =
        Optional.of(
            new WindowOptions(
                Optional.of(Path.of("my/folder")), Optional.of("DARK"), Optional.of("zh")));
    assertEquals(expected, parse("--workspace my/folder --theme dark --language zh"));
    assertEquals(expected, parse("--language=ZH --workspace=my/folder --theme=Dark"));
    assertEquals(
        Optional.of(new WindowOptions(Optional.empty(), Optional.empty(), Optional.empty())),
        parse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "window",
        "search boats",
        "--help",
        "--version",
        "--verbose",
        "--workspace",
        "--workspace=",
        "--workspace --theme=dark",
        "--workspace @arguments",
        "--workspace a --workspace b",
        "--theme blue",
        "--theme",
        "--language=fr",
        "--workspace a search boats",
        "--them dark"
      })
  void whatIsWrongOrNoOptionOfAWindowIsLeftToTheCommands(String line) {
    assertEquals(Optional.empty(), parse(line));
  }
}
