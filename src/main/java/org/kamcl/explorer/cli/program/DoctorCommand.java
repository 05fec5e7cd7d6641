package org.kamcl.explorer.cli.program;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kamcl.engine.runtime.EngineDiagnostics;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.doctor.CheckContext;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.DoctorText;
import org.kamcl.explorer.doctor.Finding;
import org.kamcl.explorer.doctor.Severity;
import org.kamcl.explorer.report.ProblemReport;
import org.kamcl.file.CacheFolder;
import org.kamcl.file.UnusedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kamcl doctor}: runs all checks and prints what they find. */
@Command(
    name = "doctor",
    description =
        "Check the engine, the GPU, the workspace, the models, the archive and what is kept on"
            + " disk.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The exit code is 1 if there is a problem.",
      "--check computes 64 image and 64 text embeddings on the CPU and on --device and compares"
          + " them. On the CPU, it compares the two implementations of the network.",
      "Example: kamcl doctor --device gpu:0 --check"
    })
public final class DoctorCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Option(names = "--check", description = "Also compare the results of the device and of the CPU.")
  private boolean check;

  @Option(
      names = "--deep",
      description = "Also run the checks that take minutes, such as computing embeddings again.")
  private boolean deep;

  @Option(
      names = "--clean",
      description = "Also delete libraries in the cache that no program uses any more.")
  private boolean clean;

  @Option(
      names = "--report",
      paramLabel = "FILE.zip",
      description =
          "Also write a zip file for a report of a problem: these findings, the settings and the"
              + " logs, without queries and names of files.")
  private Path report;

  @Mixin private CommonOptions.DeviceOption device;
  @Mixin private CommonOptions options;

  public DoctorCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  @Override
  public Integer call() {
    Workspace workspace = options.workspace();
    if (clean) {
      clean();
    }
    EngineDiagnostics engine = EngineDiagnostics.collect();
    List<Doctor.Result> results =
        Doctor.examine(
            new CheckContext(workspace, List.of(), () -> engine, device.device(), check, deep),
            commandOutput.shutdown()::check);
    if (report != null) {
      ProblemReport.write(report, ProblemReport.of(workspace.folder()).collect(results, false));
    }
    if (options.json()) {
      JsonObject json = json(engine, workspace, results);
      if (report != null) {
        json.addProperty("report", report.toString());
      }
      commandOutput.printJson(json);
    } else {
      DoctorText.of(results, CommandOutput.locale())
          .lines()
          .forEach(line -> commandOutput.printLine("%s", line));
      if (report != null) {
        commandOutput.printLine("Written: %s", report);
      }
    }
    return Doctor.hasProblem(results) ? CommandRunner.FAILURE : 0;
  }

  private static void clean() {
    try {
      UnusedFiles.remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Problem problem) {
    return ErrorText.of(problem, CommandOutput.locale());
  }

  private static String severity(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(
      EngineDiagnostics diagnostics, Workspace workspace, List<Doctor.Result> results) {
    JsonObject json = new JsonObject();
    json.addProperty("version", VersionProvider.current());
    json.addProperty("java", diagnostics.javaVersion());
    json.addProperty("os", diagnostics.operatingSystem());
    JsonObject cpu = new JsonObject();
    cpu.addProperty("cores", diagnostics.processors());
    cpu.addProperty("capability", diagnostics.cpuCapability());
    json.add("cpu", cpu);
    JsonObject engine = new JsonObject();
    engine.addProperty("name", "PyTorch");
    engine.addProperty("loaded", diagnostics.engineLoaded());
    engine.addProperty("version", diagnostics.engineVersion());
    engine.addProperty("libtorch", diagnostics.libtorch().map(DoctorCommand::text).orElse(""));
    engine.addProperty("threads", diagnostics.threads());
    json.add("engine", engine);
    json.add("devices", devices(diagnostics));
    json.addProperty("cache", CacheFolder.location().toString());
    json.addProperty("workspace", workspace.folder().toString());
    json.add("checks", checks(results));
    JsonArray advice = new JsonArray();
    results.stream()
        .flatMap(result -> result.finding().advice().stream())
        .map(DoctorCommand::text)
        .distinct()
        .forEach(advice::add);
    json.add("advice", advice);
    return json;
  }

  private static JsonArray checks(List<Doctor.Result> results) {
    JsonArray checks = new JsonArray();
    for (Doctor.Result result : results) {
      Finding finding = result.finding();
      JsonObject json = new JsonObject();
      json.addProperty("name", result.check());
      json.addProperty("severity", severity(finding));
      json.addProperty("passed", finding.severity() != Severity.PROBLEM);
      json.addProperty("code", finding.text().code());
      json.addProperty("text", text(finding.text()));
      json.addProperty("advice", finding.advice().map(DoctorCommand::text).orElse(""));
      checks.add(json);
    }
    return checks;
  }

  private static JsonArray devices(EngineDiagnostics engine) {
    JsonArray devices = new JsonArray();
    devices.add(deviceJson("cpu", engine.engineLoaded(), "The CPU is always available."));
    String reason = text(engine.gpuSupport().reason());
    if (engine.gpuSupport().count() == 0) {
      devices.add(deviceJson("gpu:0", false, reason));
    }
    for (int i = 0; i < engine.gpuSupport().count(); i++) {
      devices.add(deviceJson("gpu:" + i, true, reason));
    }
    return devices;
  }

  private static JsonObject deviceJson(String name, boolean available, String reason) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("available", available);
    json.addProperty("reason", reason);
    return json;
  }
}
