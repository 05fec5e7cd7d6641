package org.kamcl.explorer.cli.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.inference.DeviceCheck;
import org.kamcl.engine.inference.ModelStore.StoredModel;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.engine.runtime.NativeLibraries;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArchiveSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl doctor}: checks the engine, the GPU, the workspace, the models and the archive. */
@Command(
    name = "doctor",
    description = "Check the engine, the GPU, the workspace, the models and the archive.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "--check computes 64 image and 64 text embeddings on the CPU and on --device and compares"
          + " them. On the CPU, it compares the two implementations of the network.",
      "Example: kamcl doctor --device gpu:0 --check"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Option(names = "--check", description = "Also compare the results of the device and of the CPU.")
  private boolean check;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public DoctorCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  /** The result of one check. */
  private record CheckResult(String name, boolean passed, String text) {}

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
      boolean available = device.device().gpu() < engineDiagnostics.gpuSupport().count();
      findings.add(
          new CheckResult(
              device.device().toString(), available, available ? "available" : "not available"));
      passed &= available;
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
              + engineDiagnostics.libtorch().map(DoctorCommand::text).orElse("");
      findings.add(new CheckResult("engine", true, text));
    } else {
      String problem = engineDiagnostics.problem().map(DoctorCommand::text).orElse("");
      findings.add(new CheckResult("engine", false, problem));
      advice.add(problem);
    }
    findings.add(
        new CheckResult(
            "gpu",
            engineDiagnostics.gpuSupport().count() > 0,
            text(engineDiagnostics.gpuSupport().reason())));
    engineDiagnostics.gpuSupport().advice().map(DoctorCommand::text).ifPresent(advice::add);
    Path cache = NativeLibraries.cacheFolder();
    findings.add(new CheckResult("cache", true, cache.toString()));
  }

  private static String text(Problem problem) {
    return ErrorText.of(problem, Locale.ENGLISH);
  }

  private static void folder(
      String name, Path folder, List<CheckResult> findings, List<String> advice) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    boolean writable =
        existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    findings.add(new CheckResult(name, writable, folder + (writable ? "" : " is not writable")));
    if (!writable) {
      advice.add("Choose a writable workspace with --workspace DIR or KAMCL_WORKSPACE.");
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
            models.isEmpty() ? "none" : names + (broken > 0 ? "; " + broken + " damaged" : "")));
    if (models.isEmpty()) {
      advice.add("Import a model: kamcl models import FILE --name NAME.");
    }
    models.stream()
        .filter(m -> m.card().isEmpty())
        .flatMap(m -> m.problem().stream())
        .map(DoctorCommand::text)
        .forEach(advice::add);
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
                  "%,d images in %d collections, indexed with %s",
                  summary.images(),
                  summary.collections().size(),
                  summary.model());
      findings.add(new CheckResult("archive", true, text));
      if (summary.images() == 0) {
        advice.add("Index a folder of images: kamcl index DIR.");
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
                  "%d embeddings differ by at most %.2g (tolerance %.0g); %.1f s on the CPU, %.1f s"
                      + " on %s",
                  2 * DeviceCheck.EMBEDDING_COUNT,
                  result.difference(),
                  DeviceCheck.TOLERANCE,
                  result.cpuSeconds(),
                  result.deviceSeconds(),
                  device.device())));
      return result.passed();
    } catch (KamclException e) {
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
      commandOutput.printLine("%s  %-10s %s", f.passed ? "ok  " : "FAIL", f.name, f.text);
    }
    for (String a : advice) {
      commandOutput.printLine("Advice: %s", a);
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
    engine.addProperty(
        "libtorch", engineDiagnostics.libtorch().map(DoctorCommand::text).orElse(""));
    engine.addProperty("threads", engineDiagnostics.threads());
    json.add("engine", engine);
    JsonArray devices = new JsonArray();
    devices.add(
        deviceJson("cpu", engineDiagnostics.engineLoaded(), "The CPU is always available."));
    if (engineDiagnostics.gpuSupport().count() == 0) {
      devices.add(deviceJson("gpu:0", false, text(engineDiagnostics.gpuSupport().reason())));
    }
    for (int i = 0; i < engineDiagnostics.gpuSupport().count(); i++) {
      devices.add(deviceJson("gpu:" + i, true, text(engineDiagnostics.gpuSupport().reason())));
    }
    json.add("devices", devices);
    json.addProperty("cache", NativeLibraries.cacheFolder().toString());
    json.addProperty("workspace", workspace.folder().toString());
    JsonArray checks = new JsonArray();
    for (CheckResult f : findings) {
      JsonObject one = new JsonObject();
      one.addProperty("name", f.name);
      one.addProperty("passed", f.passed);
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
