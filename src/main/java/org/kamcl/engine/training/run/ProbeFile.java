package org.kamcl.engine.training.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/**
 * The probe queries of a run, in {@code probes.json}. They can be changed while it is running; the
 * next validation reads them.
 */
final class ProbeFile {
  static final String NAME = "probes.json";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ProbeFile() {}

  /**
   * The probes of a run; empty if the run has no file of them.
   *
   * @throws KamclException if the file is damaged
   */
  static Optional<List<Probe>> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Probe[] probes = GSON.fromJson(RegularFiles.readString(file), Probe[].class);
      if (probes == null) {
        // An empty file; a run without probes has an empty list.
        throw new KamclException(RunError.PROBES_DAMAGED, file);
      }
      List<Probe> all = new ArrayList<>();
      for (Probe probe : probes) {
        if (probe == null || probe.query() == null || probe.query().isBlank()) {
          throw new KamclException(RunError.PROBES_DAMAGED, file);
        }
        all.add(probe);
      }
      return Optional.of(all);
    } catch (JsonParseException e) {
      throw new KamclException(e, RunError.PROBES_DAMAGED, file);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_UNREADABLE, file);
    }
  }

  /** Replaces the probes of a run. */
  static void write(Path folder, List<Probe> probes) {
    Path file = folder.resolve(NAME);
    Path next = TemporaryName.beside(file);
    try {
      Files.writeString(next, GSON.toJson(probes), StandardCharsets.UTF_8);
      TemporaryName.publish(next, file);
    } catch (IOException e) {
      throw new KamclException(e, RunError.FILE_NOT_WRITTEN, file);
    }
  }
}
