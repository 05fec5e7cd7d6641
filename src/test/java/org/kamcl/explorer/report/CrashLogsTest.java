package org.kamcl.explorer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashLogsTest {
  private static final String CRASH =
      """
      #
      # A fatal error has been detected by the Java Runtime Environment:
      #
      #  SIGSEGV (0xb) at pc=0x00007f1c, pid=4711, tid=4712
      #
      # Problematic frame:
      # C  [libtorch_cpu.so+0x123]  at::native::add+0x10
      #
      # Core dump will be written. Default location: /home/annabel/harbor photos/core.4711

      ---------------  S U M M A R Y ------------

      Command Line: -Xmx2g org.kamcl.explorer.app.Launcher search lighthouse

      Host: Some processor, 2 cores, 24G, Debian GNU/Linux 12 (bookworm)
      Current thread (0x1): JavaThread "harbor.tif" [_thread_in_native]
      Native frames: (J=compiled Java code, j=interpreted, Vv=VM code)
      C  [libtorch_cpu.so+0x123]  at::native::add+0x10
      J 912 c2 org.kamcl.engine.Step.run(Ljava/lang/String;)V (12 bytes) @ 0x01 [0x00+0x01]
      v  ~StubRoutines::call_stub
      V  [libjvm.so+0x83]

      Dynamic libraries:
      7f1c-7f1d r-xp 00000000 08:01 1 /home/annabel/.cache/kamcl/libtorch_cpu.so
      java_command: org.kamcl.explorer.app.Launcher search lighthouse
      Environment Variables:
      USERNAME=annabel
      END.
      """;

  @TempDir private Path folder;

  private Path crash(String name, String text, long seconds) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(seconds, TimeUnit.SECONDS));
    return file;
  }

  @Test
  void theNewestCrashesOfThisProgramAreFoundAndThoseOfOthersAreNot() throws IOException {
    Path older = crash("hs_err_pid1.log", CRASH, 100);
    Path newer = crash("hs_err_pid2.log", CRASH, 300);
    crash("hs_err_pid3.log", CRASH.replace("org.kamcl.", "com.example."), 400);
    crash("other.log", CRASH, 500);
    List<Path> folders = List.of(folder, folder.resolve("missing"));
    assertEquals(List.of(newer, older), CrashLogs.newest(folders, 3));
    assertEquals(List.of(newer), CrashLogs.newest(folders, 1));
  }

  @Test
  void theFailingCodeIsKeptAndCommandPathsAndEnvironmentAreLeftOut() {
    String text = CrashLogs.shortened(PersonalText.leaveOut(CrashLogs.marked(CRASH)));
    for (String useful :
        List.of(
            "SIGSEGV (0xb) at pc=0x00007f1c",
            "# C  [libtorch_cpu.so+0x123]  at::native::add+0x10",
            "J 912 c2 org.kamcl.engine.Step.run(Ljava/lang/String;)V",
            "2 cores, 24G",
            "Default location: [left out]")) {
      assertTrue(text.contains(useful), useful + " in\n" + text);
    }
    for (String personal : List.of("annabel", "harbor", "lighthouse", "photos", "/home")) {
      assertFalse(text.contains(personal), personal + " in\n" + text);
    }
    assertFalse(text.contains("[left out]\n[left out]"), text);
    assertTrue(
        PersonalText.show(CrashLogs.marked(CRASH)).contains("USERNAME=annabel"),
        "On request, the rest is included");
  }

  @Test
  void aRealCrashTellsItsSignalAndNothingAboutFolders() throws Exception {
    assumeTrue(System.getProperty("os.name").contains("Linux"), "Signals of Linux");
    Path file = folder.resolve("hs_err_pid9.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName(),
                "lighthouse")
            .redirectErrorStream(true)
            .start();
    assertEquals('r', process.getInputStream().read());
    new ProcessBuilder("kill", "-SEGV", Long.toString(process.pid())).start().waitFor();
    process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of(file), CrashLogs.newest(List.of(folder), 1));
    String text =
        CrashLogs.shortened(PersonalText.leaveOut(CrashLogs.marked(Files.readString(file))));
    assertTrue(text.contains("SIGSEGV"), text);
    assertTrue(text.contains("Native frames:"), text);
    assertFalse(text.contains("lighthouse"), text);
    assertFalse(text.contains(folder.toString()), text);
    assertFalse(text.contains(System.getProperty("user.dir")), text);
    assertFalse(text.contains("/lib/"), text);
  }

  /** A process of the program that waits for its end. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.print("r");
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
