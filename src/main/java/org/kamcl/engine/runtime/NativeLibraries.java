package org.kamcl.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;

/**
 * The libtorch to use: the bundled one (CPU), or a folder set with {@code KAMCL_LIBTORCH} or {@code
 * PYTORCH_LIBRARY_PATH} (a libtorch download with CUDA, or the {@code torch} folder of a Python
 * installation).
 *
 * @param folder the user's libtorch, if one is set
 * @param version its version according to its {@code build-version} file; empty if unknown
 * @param cuda whether the folder contains libtorch's CUDA library
 * @param flavor the engine's name of the build, {@code cpu} or {@code cu128}
 */
public record NativeLibraries(Optional<Path> folder, String version, boolean cuda, String flavor) {
  /** The libtorch version the bundled JNI library was built for. */
  public static final String TORCH_VERSION = "2.7.1";

  private static final String FLAVOR_WITH_CUDA = "cu128";

  /**
   * Reads the environment.
   *
   * @throws KamclException if it names a folder without a usable libtorch
   */
  public static NativeLibraries detect() {
    String named = setting("KAMCL_LIBTORCH");
    if (named == null) {
      named = setting("PYTORCH_LIBRARY_PATH");
    }
    if (named == null || named.isBlank()) {
      return new NativeLibraries(Optional.empty(), TORCH_VERSION, false, "cpu");
    }
    return inspect(Path.of(named));
  }

  /**
   * Examines a libtorch folder, or the folder above its {@code lib}.
   *
   * @throws KamclException if it contains no usable libtorch
   */
  public static NativeLibraries inspect(Path named) {
    Path folder = Files.isDirectory(named.resolve("lib")) ? named.resolve("lib") : named;
    if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("torch_cpu")))) {
      throw new KamclException(
          RuntimeError.LIBTORCH_MISSING, named, System.mapLibraryName("torch_cpu"), TORCH_VERSION);
    }
    String version = readVersion(folder);
    if (!version.isEmpty() && !version.startsWith(TORCH_VERSION)) {
      throw new KamclException(RuntimeError.LIBTORCH_VERSION, named, version, TORCH_VERSION);
    }
    boolean cuda = Files.isRegularFile(folder.resolve(System.mapLibraryName("torch_cuda")));
    return new NativeLibraries(Optional.of(folder), version, cuda, cuda ? FLAVOR_WITH_CUDA : "cpu");
  }

  private static String readVersion(Path folder) {
    for (Path file :
        new Path[] {folder.resolveSibling("build-version"), folder.resolve("build-version")}) {
      if (Files.isRegularFile(file)) {
        try {
          return RegularFiles.readString(file).strip();
        } catch (IOException e) {
          return "";
        }
      }
    }
    return "";
  }

  /** The user's cache folder for unpacked native libraries; nothing else is written there. */
  public static Path cacheFolder() {
    String own = setting("KAMCL_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String local = System.getenv("LOCALAPPDATA");
      Path base = local == null ? Path.of(home, "AppData", "Local") : Path.of(local);
      return base.resolve("KAMCL").resolve("cache");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Caches", "KAMCL");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base = xdg == null || xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return base.resolve("kamcl");
  }

  /** Configures DJL's loader; has no effect once the engine is loaded. */
  void configureLoader() {
    set("ENGINE_CACHE_DIR", cacheFolder().toString());
    set("DJL_CACHE_DIR", cacheFolder().toString());
    // No downloads and no usage reports, regardless of the environment.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    folder.ifPresent(
        path -> {
          set("PYTORCH_LIBRARY_PATH", path.toString());
          set("PYTORCH_VERSION", TORCH_VERSION);
          set("PYTORCH_FLAVOR", flavor);
        });
  }

  private static void set(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** An environment variable, or the system property of the same name. */
  private static String setting(String name) {
    String property = System.getProperty(name);
    return property != null ? property : System.getenv(name);
  }
}
