package org.kamcl.engine.runtime;

import ai.djl.util.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.UnpackedFiles;

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
  private static final String DJL_CACHE = "ENGINE_CACHE_DIR";

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

  /**
   * Unpacks the native libraries of the engine, if necessary, and configures DJL's loader; has no
   * effect once the engine is loaded.
   *
   * @throws KamclException if the cache folder cannot be used
   */
  void configureLoader() {
    // No downloads and no usage reports, regardless of the environment.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    folder.ifPresent(
        path -> {
          set("PYTORCH_LIBRARY_PATH", path.toString());
          set("PYTORCH_VERSION", TORCH_VERSION);
          set("PYTORCH_FLAVOR", flavor);
        });
    if (System.getProperty(DJL_CACHE) == null) {
      String unpacked = unpack().toString();
      set(DJL_CACHE, unpacked);
      set("DJL_CACHE_DIR", unpacked);
    }
  }

  /**
   * Unpacks what DJL would unpack, under the names by which DJL finds it: libtorch, unless the user
   * has one, and the JNI library for it.
   */
  private Path unpack() {
    Platform platform = Platform.detectPlatform("pytorch");
    String torch = folder.isPresent() ? TORCH_VERSION : platform.getVersion();
    String build = torch + "-" + flavor + "-" + platform.getClassifier();
    String jni = System.mapLibraryName("djl_torch");
    Map<String, UnpackedFiles.Source> files = new TreeMap<>();
    String target = "pytorch/" + build + "/";
    files.put(
        target + platform.getApiVersion() + "-" + jni,
        resource("jnilib/" + platform.getClassifier() + "/" + flavor + "/" + jni));
    if (folder.isEmpty()) {
      for (String library : platform.getLibraries()) {
        files.put(
            target + library,
            resource("pytorch/" + flavor + "/" + platform.getClassifier() + "/" + library));
      }
    }
    String kind = folder.isPresent() ? "pytorch-jni-" : "pytorch-";
    return UnpackedFiles.provide(
        kind + build + "-" + platform.getApiVersion(), UnpackedFiles.of(files));
  }

  private static UnpackedFiles.Source resource(String name) {
    return () -> open(name);
  }

  /**
   * Opens a file of a jar on the class path.
   *
   * @throws NoSuchFileException if no jar has it
   */
  static InputStream open(String name) throws IOException {
    InputStream in = Platform.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new NoSuchFileException(name);
    }
    return in;
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
