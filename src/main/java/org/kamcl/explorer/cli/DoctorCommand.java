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
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.engine.runtime.NativeLibraries;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArchiveSummary;
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
  private final CommandOutput commandOutput;

  @Option(names = "--check", description = "Also compare the device with the CPU.")
  private boolean check;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  DoctorCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  /** One thing that was looked at. */
  private record CheckResult(String name, boolean good, String text) {}

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    List<CheckResult> findings = new ArrayList<>();
    List<String> advice = new ArrayList<>();
    EngineDiagnostics engineDiagnostics = EngineDiagnostics.collect();
    engine(engineDiagnostics, findings, advice);
    folder("workspace", workspace.folder(), findings, advice);
    models(workspace, findings, advice);
    archive(workspace, findings, advice);
    boolean passed = engineDiagnostics.engineLoaded();
    if (check && passed) {
      passed = compare(findings);
    } else if (device.device().isGpu()) {
      boolean there = device.device().gpu() < engineDiagnostics.gpuSupport().count();
      findings.add(
          new CheckResult(
              device.device().toString(), there, there ? "can be used" : "is not available"));
      passed &= there;
    }
    if (options.json()) {
      commandOutput.printJson(json(engineDiagnostics, workspace, findings, advice));
    } else {
      print(engineDiagnostics, findings, advice);
    }
    return passed ? 0 : CommandRunner.FAILURE;
  }

  private static void engine(
      EngineDiagnostics engineDiagnostics, List<CheckResult> findings, List<String> advice) {
    if (engineDiagnostics.engineLoaded()) {
      String text =
          "PyTorch "
              + engineDiagnostics.engineVersion()
              + ", "
              + engineDiagnostics.threads()
              + " threads, libtorch "
              + engineDiagnostics.libtorch();
      findings.add(new CheckResult("engine", true, text));
    } else {
      findings.add(new CheckResult("engine", false, engineDiagnostics.problem()));
      advice.add(engineDiagnostics.problem());
    }
    findings.add(
        new CheckResult(
            "gpu",
            engineDiagnostics.gpuSupport().count() > 0,
            engineDiagnostics.gpuSupport().reason()));
    if (!engineDiagnostics.gpuSupport().advice().isEmpty()) {
      advice.add(engineDiagnostics.gpuSupport().advice());
    }
    Path cache = NativeLibraries.cacheFolder();
    findings.add(new CheckResult("cache", true, cache.toString()));
  }

  private static void folder(
      String name, Path folder, List<CheckResult> findings, List<String> advice) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean writable =
        existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    findings.add(new CheckResult(name, writable, folder + (writable ? "" : " cannot be written")));
    if (!writable) {
      advice.add("Choose a workspace that can be written with --home DIR or KAMCL_HOME.");
    }
  }

  private static void models(Workspace workspace, List<CheckResult> findings, List<String> advice) {
    List<StoredModel> models = workspace.models().list();
    long broken = models.stream().filter(m -> m.card().isEmpty()).count();
    String names = String.join(", ", models.stream().map(StoredModel::name).toList());
    findings.add(
        new CheckResult(
            "models",
            !models.isEmpty() && broken == 0,
            models.isEmpty() ? "none yet" : names + (broken > 0 ? "; " + broken + " broken" : "")));
    if (models.isEmpty()) {
      advice.add("Import a model: kamcl models import FILE --name NAME.");
    }
    models.stream().filter(m -> m.card().isEmpty()).forEach(m -> advice.add(m.problem()));
  }

  private static void archive(
      Workspace workspace, List<CheckResult> findings, List<String> advice) {
    try (Catalog catalog = Catalog.open(workspace.folder().resolve(Catalog.FILE_NAME))) {
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
      findings.add(new CheckResult("archive", true, text));
      if (summary.images() == 0) {
        advice.add("Make a folder of images searchable: kamcl index DIR.");
      }
    } catch (KamclException e) {
      findings.add(new CheckResult("archive", false, e.getMessage()));
      advice.add(e.getMessage());
    }
  }

  private boolean compare(List<CheckResult> findings) {
    String name = "check " + device.device();
    try {
      DeviceCheck.Result result = DeviceCheck.run(device.device());
      findings.add(
          new CheckResult(
              name,
              result.passed(),
              String.format(
                  Locale.ROOT,
                  "%d embeddings differ by at most %.2g (allowed %.0g); %.1f s on the CPU, %.1f s"
                      + " on %s",
                  2 * DeviceCheck.EMBEDDING_COUNT,
                  result.difference(),
                  DeviceCheck.TOLERANCE,
                  result.cpuSeconds(),
                  result.deviceSeconds(),
                  device.device())));
      return result.passed();
    } catch (EngineException e) {
      findings.add(new CheckResult(name, false, e.getMessage()));
      return false;
    }
  }

  private void print(
      EngineDiagnostics engineDiagnostics, List<CheckResult> findings, List<String> advice) {
    commandOutput.printLine(
        "KAMCL Explorer %s, Java %s, %s",
        VersionProvider.current(),
        engineDiagnostics.javaVersion(),
        engineDiagnostics.operatingSystem());
    commandOutput.printLine(
        "%d processors, %s", engineDiagnostics.processors(), engineDiagnostics.cpuCapability());
    for (CheckResult f : findings) {
      commandOutput.printLine("%s %-10s %s", f.good ? "+" : "-", f.name, f.text);
    }
    for (String a : advice) {
      commandOutput.printLine("> %s", a);
    }
  }

  private JsonObject json(
      EngineDiagnostics engineDiagnostics,
      Workspace workspace,
      List<CheckResult> findings,
      List<String> advice) {
    JsonObject json = new JsonObject();
    json.addProperty("version", VersionProvider.current());
    json.addProperty("java", engineDiagnostics.javaVersion());
    json.addProperty("os", engineDiagnostics.operatingSystem());
    JsonObject cpu = new JsonObject();
    cpu.addProperty("cores", engineDiagnostics.processors());
    cpu.addProperty("capability", engineDiagnostics.cpuCapability());
    json.add("cpu", cpu);
    JsonObject engine = new JsonObject();
    engine.addProperty("name", "PyTorch");
    engine.addProperty("loaded", engineDiagnostics.engineLoaded());
    engine.addProperty("version", engineDiagnostics.engineVersion());
    engine.addProperty("libtorch", engineDiagnostics.libtorch());
    engine.addProperty("threads", engineDiagnostics.threads());
    json.add("engine", engine);
    JsonArray devices = new JsonArray();
    devices.add(deviceJson("cpu", engineDiagnostics.engineLoaded(), "The CPU is always there."));
    if (engineDiagnostics.gpuSupport().count() == 0) {
      devices.add(deviceJson("gpu:0", false, engineDiagnostics.gpuSupport().reason()));
    }
    for (int i = 0; i < engineDiagnostics.gpuSupport().count(); i++) {
      devices.add(deviceJson("gpu:" + i, true, engineDiagnostics.gpuSupport().reason()));
    }
    json.add("devices", devices);
    json.addProperty("cache", NativeLibraries.cacheFolder().toString());
    json.addProperty("workspace", workspace.folder().toString());
    JsonArray checks = new JsonArray();
    for (CheckResult f : findings) {
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
