package org.kamcl.engine.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import java.nio.file.Path;
import java.util.Map;
import org.kamcl.file.UnpackedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of the process and of the native engine. The launcher script sets what the engine reads
 * when it loads as well; this class covers every other start (tests, installed launchers, programs
 * that embed the engine).
 */
final class ProcessTuning {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTuning.class);
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int M_ARENA_MAX = -8;
  private static final int THRESHOLD_BYTES = 1 << 30;

  /** What the engine reads when it loads; variables that are set take precedence. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "0");

  /** Flags of dlopen(3). */
  private static final int RTLD_LAZY = 1;

  private static final int RTLD_NOLOAD = 4;

  private ProcessTuning() {}

  /** The functions of the C library that are used. */
  interface CLibrary extends Library {
    /** See setenv(3). */
    int setenv(String name, String value, int overwrite);

    /** See mallopt(3). */
    int mallopt(int parameter, int value);
  }

  /** The function of Windows that is used. */
  interface WindowsLibrary extends StdCallLibrary {
    /** See SetEnvironmentVariableW. */
    boolean SetEnvironmentVariableW(WString name, WString value);
  }

  /**
   * Applies the settings the engine reads when it loads. Environment variables that are already set
   * take precedence.
   */
  static void apply() {
    prepareJna();
    try {
      // The threads of the engine spin while they wait. With one other core busy, a batch takes ten
      // times as long; passive waiting avoids most of that.
      if (Platform.isWindows()) {
        WindowsLibrary kernel = Native.load("kernel32", WindowsLibrary.class);
        ENVIRONMENT.forEach(
            (name, value) -> {
              if (System.getenv(name) == null) {
                kernel.SetEnvironmentVariableW(new WString(name), new WString(value));
              }
            });
        return;
      }
      CLibrary c = Native.load("c", CLibrary.class);
      ENVIRONMENT.forEach((name, value) -> c.setenv(name, value, 0));
      if (Platform.isLinux()) {
        applyToHeap(c);
      }
    } catch (UnsatisfiedLinkError e) {
      // Only slower: musl and stripped systems have no mallopt.
      LOG.debug("Process settings were not applied", e);
    }
  }

  /**
   * Large activations are allocated and freed every step; keeping them in one native heap avoids
   * page faults.
   */
  private static void applyToHeap(CLibrary c) {
    if (System.getenv("MALLOC_MMAP_THRESHOLD_") == null) {
      c.mallopt(M_MMAP_THRESHOLD, THRESHOLD_BYTES);
      c.mallopt(M_TRIM_THRESHOLD, THRESHOLD_BYTES);
    }
    if (System.getenv("MALLOC_ARENA_MAX") == null) {
      c.mallopt(M_ARENA_MAX, 1);
    }
  }

  /** Unpacks the library of JNA, which would otherwise unpack it at each start. */
  private static void prepareJna() {
    String key = "jna.boot.library.path";
    if (System.getProperty(key) != null) {
      return;
    }
    String library = System.mapLibraryName("jnidispatch");
    String resource = "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + library;
    Path folder =
        UnpackedFiles.provide(
            "jna-" + Native.VERSION + "-" + Platform.RESOURCE_PREFIX,
            UnpackedFiles.of(Map.of(library, () -> NativeLibraries.open(resource))));
    System.setProperty(key, folder.toString());
    System.setProperty("jna.nosys", "true");
  }

  /**
   * Returns native memory that is not in use to the operating system. The settings above keep it in
   * the process while the engine works, as it would be allocated again at once.
   */
  static void releaseUnusedMemory() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0L});
    } catch (UnsatisfiedLinkError e) {
      // musl has no malloc_trim.
      LOG.debug("Unused memory was not released", e);
    }
  }

  /**
   * Applies settings of the loaded engine.
   *
   * <p>Disables NNPACK. No pass uses it: oneDNN takes precedence, and passes on one thread have
   * fewer images than NNPACK requires. But the engine tries to initialize it at each of those
   * convolutions, and on a processor that NNPACK does not support, every attempt prints a line on
   * standard error, thousands per minute.
   */
  static void applyToEngine() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      // Only a library that is already loaded: another would be a second engine.
      NativeLibrary torch =
          NativeLibrary.getInstance(
              "torch_cpu", Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY | RTLD_NOLOAD));
      Pointer context = torch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
      torch
          .getFunction("_ZN2at7Context20setUserEnabledNNPACKEb")
          .invokeVoid(new Object[] {context, false});
    } catch (UnsatisfiedLinkError e) {
      // The lines are printed, but results are not affected.
      LOG.debug("NNPACK was not disabled", e);
    }
  }
}
