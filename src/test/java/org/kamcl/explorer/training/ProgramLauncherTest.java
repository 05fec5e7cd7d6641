package org.kamcl.explorer.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.app.Launcher;

class ProgramLauncherTest {
  @Test
  void commandRunsTheSameProgramWithoutDebuggersAndTerminal() {
    List<String> words =
        ProgramLauncher.withOptions(
                List.of(
                    "-Xmx1g", "-agentlib:jdwp=x", "-Dkamcl.terminal=true", "-Dkamcl.program=/p"))
            .commandLine(List.of("train", "--resume", "mine"));
    assertTrue(words.contains("-Xmx1g") && words.contains("-Dkamcl.program=/p"), words::toString);
    assertTrue(words.stream().noneMatch(word -> word.startsWith("-agent")), words::toString);
    assertFalse(words.contains("-Dkamcl.terminal=true"), words::toString);
    int main = words.indexOf(Launcher.class.getName());
    assertEquals(List.of("train", "--resume", "mine"), words.subList(main + 1, words.size()));
    for (String entry : words.get(main - 1).split(File.pathSeparator)) {
      assertTrue(Path.of(entry).isAbsolute(), entry);
    }
    String java =
        words.stream()
            .filter(w -> w.endsWith("java") || w.endsWith("java.exe"))
            .findFirst()
            .orElseThrow();
    assertTrue(Files.isExecutable(Path.of(java)), java);
  }

  @Test
  void installedProgramIsStartedByItsExecutable() {
    String before = System.getProperty("jpackage.app-path");
    System.setProperty("jpackage.app-path", "/opt/kamcl/bin/kamcl");
    try {
      List<String> words = ProgramLauncher.ofThisProgram().commandLine(List.of("train"));
      assertEquals(
          List.of("/opt/kamcl/bin/kamcl", "train"), words.subList(words.size() - 2, words.size()));
    } finally {
      if (before == null) {
        System.clearProperty("jpackage.app-path");
      } else {
        System.setProperty("jpackage.app-path", before);
      }
    }
  }
}
