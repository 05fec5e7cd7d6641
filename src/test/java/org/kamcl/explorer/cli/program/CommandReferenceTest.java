package org.kamcl.explorer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.WindowLauncher;

class CommandReferenceTest {
  private static final Path PAGE = Path.of("docs", "commands.md");

  @Test
  void theReferencePageIsUpToDate() throws IOException {
    CommandOutput output =
        new CommandOutput(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
    String page = CommandReference.markdown(CommandRunner.commandLine(output, WindowLauncher.NONE));
    if (Boolean.getBoolean("kamcl.docs.update")) {
      Files.writeString(PAGE, page, StandardCharsets.UTF_8);
    }
    assertEquals(
        page,
        Files.readString(PAGE, StandardCharsets.UTF_8),
        "mvn test -Dtest=CommandReferenceTest -DargLine.extra=-Dkamcl.docs.update=true writes it");
  }
}
