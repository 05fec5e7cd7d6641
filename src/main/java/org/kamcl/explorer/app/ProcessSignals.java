package org.kamcl.explorer.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.kamcl.explorer.job.ShutdownSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the system tells it to. The first signal lets the running command end at a
 * safe point; a second one ends the process at once. The exit code is 128 and the number of the
 * signal: 130 for Ctrl-C (SIGINT), 143 for SIGTERM.
 *
 * <p>Shutdown hooks do not suffice: a hook that waits for the command waits for a thread that may
 * itself wait for the hooks, and no second signal is seen while hooks run.
 */
final class ProcessSignals {
  /** How long a command may take to end that does not hold the end of the process. */
  private static final long GRACE_MILLIS = 5_000;

  private static final int SIGNAL_CODES = 128;

  private final ShutdownSignal shutdown;

  private ProcessSignals(ShutdownSignal shutdown) {
    this.shutdown = shutdown;
  }

  /** Requested when there is something to log: configuring the log delays the start. */
  private static Logger log() {
    return LoggerFactory.getLogger(ProcessSignals.class);
  }

  /**
   * Passes the signals of the system to the program. Where Java does not support that, signals end
   * the process at once.
   */
  static void install(ShutdownSignal shutdown) {
    ProcessSignals signals = new ProcessSignals(shutdown);
    for (String name : List.of("INT", "TERM", "HUP")) {
      signals.handle(name);
    }
  }

  /**
   * Handles one signal. The classes are part of every JDK (module jdk.unsupported) and have no
   * replacement; the compiler warns about each use of them, but not by reflection.
   */
  private void handle(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance(name);
      int number = (int) type.getMethod("getNumber").invoke(signal);
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> invoked(proxy, method, arguments, number));
      type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      // The system does not have the signal, or the virtual machine uses it itself.
      log().debug("The signal {} is not handled", name, e);
    } catch (ReflectiveOperationException e) {
      log().debug("Signals are not handled", e);
    }
  }

  private Object invoked(Object proxy, Method method, Object[] arguments, int number) {
    return switch (method.getName()) {
      case "handle" -> {
        received(SIGNAL_CODES + number);
        yield null;
      }
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> ProcessSignals.class.getName();
    };
  }

  /** Runs on a new thread of the virtual machine for each signal. */
  private void received(int code) {
    if (!shutdown.request(code)) {
      Runtime.getRuntime().halt(code);
    }
    try {
      if (!shutdown.awaitEnd(GRACE_MILLIS)) {
        System.exit(code);
      }
      // The main thread now ends the process, unless a library keeps it from doing so.
      Thread.sleep(GRACE_MILLIS);
      Runtime.getRuntime().halt(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
