package org.kamcl.engine.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of the process and of the native engine. What the engine reads when it loads, the
 * launcher script sets as well; this covers every other way in (a test, an installed launcher, an
 * embedding program).
 */
final class ProcessTuning {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTuning.class);
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_MMAP_THRESHOLD = -3;
  private static final int KEEP = 1 << 30;

  /** Of dlopen(3). */
  private static final int RTLD_LAZY = 1;

  private static final int RTLD_NOLOAD = 4;

  private ProcessTuning() {}

  /** The C library's functions that are needed. */
  interface CLibrary extends Library {
    /** See setenv(3). */
    int setenv(String name, String value, int overwrite);

    /** See mallopt(3). */
    int mallopt(int parameter, int value);
  }

  /**
   * Applies what the engine reads when it loads, on this platform; an environment variable that is
   * set already wins.
   */
  static void apply() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      CLibrary c = Native.load("c", CLibrary.class);
      // libgomp's threads spin while they wait: with one other core busy, a batch takes ten times
      // as long. Passive waiting gives most of that back.
      c.setenv("OMP_WAIT_POLICY", "passive", 0);
      c.setenv("GOMP_SPINCOUNT", "0", 0);
      // Large activations are allocated and freed every step; keeping them in the heap spares the
      // page faults.
      if (System.getenv("MALLOC_MMAP_THRESHOLD_") == null) {
        c.mallopt(M_MMAP_THRESHOLD, KEEP);
        c.mallopt(M_TRIM_THRESHOLD, KEEP);
      }
    } catch (UnsatisfiedLinkError e) {
      // Slower, not wrong: musl and stripped systems have no mallopt.
      LOG.debug("The process could not be tuned", e);
    }
  }

  /**
   * Applies what the engine must be told once it is loaded.
   *
   * <p>NNPACK has no part in any pass: oneDNN comes first, and what is left to one thread has fewer
   * images than NNPACK takes. But the engine asks for it at each of those convolutions, and on a
   * processor that NNPACK does not know, every question is a line on standard error: thousands in a
   * minute. Switched off, it is not asked for.
   */
  static void applyToEngine() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      // The one that is loaded, or none: another would be a second engine.
      NativeLibrary torch =
          NativeLibrary.getInstance(
              "torch_cpu", Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY | RTLD_NOLOAD));
      Pointer context = torch.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
      torch
          .getFunction("_ZN2at7Context20setUserEnabledNNPACKEb")
          .invokeVoid(new Object[] {context, false});
    } catch (UnsatisfiedLinkError e) {
      // The lines come, the results stay.
      LOG.debug("NNPACK could not be switched off", e);
    }
  }
}
