package org.kamcl.explorer.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.EngineException;
import org.kamcl.engine.inference.DeviceCheck;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.Diagnosis;
import org.kamcl.engine.runtime.NativeLibraries;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ExplorerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl doctor}: what was found, why a GPU is or is not used, what to do. */
@Command(
    name = "doctor",
    description = "Explain what the program found and what it runs on.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "--check runs 64 image and 64 text embeddings on the CPU and on --device and compares them;"
          + " on the CPU itself the two ways through the network are compared.",
      "Example: kamcl doctor --device gpu:0 --check"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--check", description = "Also compare the device with the CPU.")
  private boolean check;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  DoctorCommand(Console console) {
    this.console = console;
  }

  /** One thing that was looked at. */
  private record Finding(String name, boolean good, String text) {}

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    List<Finding> findings = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    Diagnosis diagnosis = Diagnosis.make();
    engine(diagnosis, findings, advice);
    folder("workspace", workspace.home(), findings, advice);
    models(workspace, findings, advice);
    archive(workspace, findings, advice);
    boolean passed = diagnosis.engineLoaded();
    if (check && passed) {
      passed = compare(findings);
    } else if (device.device().isGpu()) {
      boolean there = device.device().gpu() < diagnosis.gpu().count();
      findings.add(
          new Finding(
              device.device().toString(), there, there ? "can be used" : "is not available"));
      passed &= there;
    }
    if (options.json()) {
      console.json(json(diagnosis, workspace, findings, advice));
    } else {
      print(diagnosis, findings, advice);
    }
    return passed ? 0 : CommandBorder.COULD_NOT;
  }

  private static void engine(Diagnosis diagnosis, List<Finding> findings, List<String> advice) {
    if (diagnosis.engineLoaded()) {
      String text =
          "PyTorch "
              + diagnosis.engineVersion()
              + ", "
              + diagnosis.threads()
              + " threads, libtorch "
              + diagnosis.libtorch();
      findings.add(new Finding("engine", true, text));
    } else {
      findings.add(new Finding("engine", false, diagnosis.problem()));
      advice.add(diagnosis.problem());
    }
    findings.add(new Finding("gpu", diagnosis.gpu().count() > 0, diagnosis.gpu().reason()));
    if (!diagnosis.gpu().advice().isEmpty()) {
      advice.add(diagnosis.gpu().advice());
    }
    Path cache = NativeLibraries.cacheFolder();
    findings.add(new Finding("cache", true, cache.toString()));
  }

  private static void folder(
      String name, Path folder, List<Finding> findings, List<String> advice) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean writable =
        existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    findings.add(new Finding(name, writable, folder + (writable ? "" : " cannot be written")));
    if (!writable) {
      advice.add("Choose a workspace that can be written with --home DIR or KAMCL_HOME.");
    }
  }

  private static void models(Workspace workspace, List<Finding> findings, List<String> advice) {
    List<StoredModel> models = workspace.models().list();
    long broken = models.stream().filter(m -> m.card().isEmpty()).count();
    String names = String.join(", ", models.stream().map(StoredModel::name).toList());
    findings.add(
        new Finding(
            "models",
            !models.isEmpty() && broken == 0,
            models.isEmpty() ? "none yet" : names + (broken > 0 ? "; " + broken + " broken" : "")));
    if (models.isEmpty()) {
      advice.add("Import a model: kamcl models import FILE --name NAME.");
    }
    models.stream().filter(m -> m.card().isEmpty()).forEach(m -> advice.add(m.problem()));
  }

  private static void archive(Workspace workspace, List<Finding> findings, List<String> advice) {
    try (Catalog catalog = Catalog.open(workspace.home().resolve(Catalog.FILE))) {
      ArchiveSummary summary = catalog.summary();
      String text =
          summary.images() == 0
              ? "empty"
              : String.format(
                  Locale.ROOT,
                  "%,d pictures in %d collections, indexed with %s",
                  summary.images(),
                  summary.collections().size(),
                  summary.model());
      findings.add(new Finding("archive", true, text));
      if (summary.images() == 0) {
        advice.add("Make a folder of images searchable: kamcl index DIR.");
      }
    } catch (ExplorerException e) {
      findings.add(new Finding("archive", false, e.getMessage()));
      advice.add(e.getMessage());
    }
  }

  private boolean compare(List<Finding> findings) {
    String name = "check " + device.device();
    try {
      DeviceCheck.Outcome outcome = DeviceCheck.run(device.device());
      findings.add(
          new Finding(
              name,
              outcome.passed(),
              String.format(
                  Locale.ROOT,
                  "%d embeddings differ by at most %.2g (allowed %.0g); %.1f s on the CPU, %.1f s"
                      + " on %s",
                  2 * DeviceCheck.EMBEDDINGS,
                  outcome.difference(),
                  DeviceCheck.ALLOWED,
                  outcome.cpuSeconds(),
                  outcome.deviceSeconds(),
                  device.device())));
      return outcome.passed();
    } catch (EngineException e) {
      findings.add(new Finding(name, false, e.getMessage()));
      return false;
    }
  }

  private void print(Diagnosis diagnosis, List<Finding> findings, List<String> advice) {
    console.line(
        "KAMCL Explorer %s, Java %s, %s", Version.current(), diagnosis.java(), diagnosis.system());
    console.line("%d processors, %s", diagnosis.processors(), diagnosis.capability());
    for (Finding f : findings) {
      console.line("%s %-10s %s", f.good ? "+" : "-", f.name, f.text);
    }
    for (String a : advice) {
      console.line("> %s", a);
    }
  }

  private JsonObject json(
      Diagnosis diagnosis, Workspace workspace, List<Finding> findings, List<String> advice) {
    JsonObject json = new JsonObject();
    json.addProperty("version", Version.current());
    json.addProperty("java", diagnosis.java());
    json.addProperty("os", diagnosis.system());
    JsonObject cpu = new JsonObject();
    cpu.addProperty("cores", diagnosis.processors());
    cpu.addProperty("capability", diagnosis.capability());
    json.add("cpu", cpu);
    JsonObject engine = new JsonObject();
    engine.addProperty("name", "PyTorch");
    engine.addProperty("loaded", diagnosis.engineLoaded());
    engine.addProperty("version", diagnosis.engineVersion());
    engine.addProperty("libtorch", diagnosis.libtorch());
    engine.addProperty("threads", diagnosis.threads());
    json.add("engine", engine);
    JsonArray devices = new JsonArray();
    devices.add(deviceJson("cpu", diagnosis.engineLoaded(), "The CPU is always there."));
    if (diagnosis.gpu().count() == 0) {
      devices.add(deviceJson("gpu:0", false, diagnosis.gpu().reason()));
    }
    for (int i = 0; i < diagnosis.gpu().count(); i++) {
      devices.add(deviceJson("gpu:" + i, true, diagnosis.gpu().reason()));
    }
    json.add("devices", devices);
    json.addProperty("cache", NativeLibraries.cacheFolder().toString());
    json.addProperty("workspace", workspace.home().toString());
    JsonArray checks = new JsonArray();
    for (Finding f : findings) {
      JsonObject one = new JsonObject();
      one.addProperty("name", f.name);
      one.addProperty("good", f.good);
      one.addProperty("text", f.text);
      checks.add(one);
    }
    json.add("checks", checks);
    JsonArray lines = new JsonArray();
    advice.forEach(lines::add);
    json.add("advice", lines);
    return json;
  }

  private static JsonObject deviceJson(String name, boolean available, String reason) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("available", available);
    json.addProperty("reason", reason);
    return json;
  }
}
