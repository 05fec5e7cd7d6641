package org.kamcl.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the process keeps of memory that it does not use, in a process with the settings of the
 * launcher: they take effect when a process starts.
 */
@EnabledOnOs(OS.LINUX)
class KeptMemoryTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "1073741824",
          "KAMCL_STATE", Path.of("target", "state").toAbsolutePath().toString());

  @Test
  void workThatNeedsMemoryAgainKeepsItUntilItsEnd() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            Work.class.getName());
    builder.environment().putAll(SETTINGS);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    List<Integer> returned = text.strip().lines().map(Integer::valueOf).toList();
    assertEquals(5, returned.size(), text);
    assertTrue(returned.get(0) > 200, "without such work, unused memory is returned: " + text);
    assertTrue(returned.get(1) < 50, "it is kept: " + text);
    assertTrue(returned.get(2) < 50, "until the outer work ends: " + text);
    assertTrue(returned.get(3) > 200, "its end returns it, also after a failure: " + text);
    assertTrue(returned.get(4) > 200, "later work returns it as before: " + text);
  }

  /** Prints how many of 256 MB are returned at each moment. */
  static final class Work {
    private Work() {}

    public static void main(String[] args) {
      try (EngineRuntime runtime = EngineRuntime.open(DeviceChoice.CPU)) {
        print(used(runtime) - released(runtime));
        long before = used(runtime);
        try {
          runtime.keepingMemory(
              () -> {
                print(runtime.keepingMemory(() -> used(runtime) - released(runtime)));
                print(used(runtime) - released(runtime));
                throw new IllegalStateException("The work fails");
              });
        } catch (IllegalStateException e) {
          print(before - resident());
        }
        print(used(runtime) - released(runtime));
      }
    }

    private static void print(long megabytes) {
      System.out.println(megabytes);
    }

    /** The MB that are resident after 256 MB were used and freed. */
    private static long used(EngineRuntime runtime) {
      runtime.infer(manager -> manager.ones(new Shape(64L << 20)).getFloat(0));
      return resident();
    }

    private static long released(EngineRuntime runtime) {
      runtime.releaseUnusedMemory();
      return resident();
    }

    private static long resident() {
      return ProcessMemory.of(ProcessHandle.current().pid()).orElseThrow().resident() >> 20;
    }
  }
}
