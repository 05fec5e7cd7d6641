package org.kamcl.explorer.cli.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.support.TestModels;

/** {@code kamcl doctor --report}. */
class DoctorReportTest {
  private static final String STATE = "KAMCL_STATE";

  @TempDir private Path folder;

  private Path workspace;
  private Path zip;

  @BeforeEach
  void plant() throws IOException {
    workspace = folder.resolve("secretclient");
    zip = folder.resolve("report.zip");
    TestModels.defaultModel(workspace.resolve("models/small"));
    Files.writeString(
        workspace.resolve("settings.json"),
        "{\"appearance\": {\"theme\": \"dark\"}, \"query\": \"lighthouse\"}");
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.writeString(
        state.resolve("kamcl-20260101-000000-1.log"),
        "2026-01-01 WARN [main] org.kamcl.A: «" + workspace.resolve("a.tif") + "» is damaged\n");
    Files.writeString(
        state.resolve("hs_err_pid7.log"),
        "# C  [libtorch_cpu.so+0x1]\nCommand Line: org.kamcl.explorer.app.Launcher lighthouse\n");
    System.setProperty(STATE, state.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(STATE);
  }

  private int kamcl(StringWriter out, String... args) {
    return CommandRunner.run(
        new CommandOutput(new PrintWriter(out), new PrintWriter(new StringWriter()), false), args);
  }

  private static Map<String, String> content(Path zip) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : file.stream().toArray(ZipEntry[]::new)) {
        content.put(
            entry.getName(),
            new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return content;
  }

  @Test
  void theReportHoldsFindingsSettingsLogsAndCrashesWithoutAnythingPersonal() throws IOException {
    StringWriter out = new StringWriter();
    int code =
        kamcl(
            out,
            "doctor",
            "--json",
            "--report",
            zip.toString(),
            "--workspace",
            workspace.toString());
    JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertEquals(0, code, out.toString());
    assertEquals(zip.toString(), json.get("report").getAsString());
    Map<String, String> content = content(zip);
    assertTrue(content.get("README.txt").contains("crashes/"), content.get("README.txt"));
    assertTrue(content.get("doctor.txt").contains("PyTorch"), content.get("doctor.txt"));
    assertTrue(content.get("settings.json").contains("dark"), content.get("settings.json"));
    assertTrue(
        content.get("logs/kamcl-20260101-000000-1.log").contains("org.kamcl.A: [left out] is"));
    assertEquals(
        "# C  [libtorch_cpu.so+0x1]\n[left out]\n", content.get("crashes/hs_err_pid7.log"));
    String all = String.join("\n", content.values()).toLowerCase(Locale.ROOT);
    assertFalse(all.contains("lighthouse"), all);
    assertFalse(all.contains("secretclient"), all);
    assertFalse(all.contains(folder.toString().toLowerCase(Locale.ROOT)), all);
  }

  @Test
  void aReportThatCannotBeWrittenIsNamedAndLeavesNothing() {
    Path target = folder.resolve("missing").resolve("report.zip");
    StringWriter out = new StringWriter();
    int code =
        kamcl(
            out,
            "doctor",
            "--json",
            "--report",
            target.toString(),
            "--workspace",
            workspace.toString());
    assertEquals(CommandRunner.FAILURE, code);
    JsonObject error =
        JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonObject("error");
    assertTrue(error.get("message").getAsString().contains(target.toString()), out.toString());
    assertFalse(Files.exists(target.getParent()));
  }
}
