package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.support.FileNameEncoding;
import org.kamcl.support.TestModels;

/** The script {@code kamcl} of an installed program, in locales whose encoding is ASCII. */
@Timeout(180)
class LauncherScriptTest {
  /** Composed, decomposed, Chinese, plain, and a Latin-1 name, which is not UTF-8. */
  private static final List<String> NAMES =
      List.of("Z%C3%BCrich.jpg", "Gene%CC%80ve.jpg", "%E6%BC%A2.jpg", "plain.jpg", "Z%FCrich.jpg");

  @TempDir private static Path folder;
  private static Path program;

  private record Result(int code, String out, String err) {}

  @BeforeAll
  static void installProgram() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the locale matters on Linux only");
    assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/locale/C.utf8"))
            || Files.isDirectory(Path.of("/usr/lib/locale/C.UTF-8")),
        "there is no UTF-8 locale");
    program = Files.createDirectories(folder.resolve("program"));
    Files.copy(Path.of("kamcl"), program.resolve("kamcl"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).toUri().toString())
                .collect(Collectors.joining(" ")));
    Files.createDirectory(program.resolve("lib"));
    try (OutputStream out = Files.newOutputStream(program.resolve("lib/kamcl.jar"))) {
      new JarOutputStream(out, manifest).close();
    }
    TestModels.defaultModel(folder.resolve("workspace/models/small"));
    Files.createDirectory(folder.resolve("images"));
    for (int i = 0; i < NAMES.size(); i++) {
      Files.write(
          Path.of(URI.create(folder.toUri() + "images/" + NAMES.get(i))),
          ImageBytes.jpeg(TestModels.image(i, 60 + i, 50)));
    }
  }

  private static Result run(Map<String, String> locale, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of("sh", program.resolve("kamcl") + ""));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--workspace", folder.resolve("workspace").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(locale);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KAMCL_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    builder.environment().put("KAMCL_MEMORY", "1g");
    int code = builder.start().waitFor();
    return new Result(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void filesWithAnyNameAreIndexedOrNamed() throws IOException, InterruptedException {
    Result index =
        run(Map.of("LC_ALL", "C"), "index", folder.resolve("images").toString(), "--json");
    assertEquals(0, index.code, index.err);
    JsonObject json = JsonParser.parseString(index.out).getAsJsonObject();
    assertEquals(4, json.get("added").getAsInt(), index.out);
    assertEquals(1, json.getAsJsonArray("problems").size(), index.out);
    String problem = json.getAsJsonArray("problems").get(0).toString();
    assertTrue(problem.contains("NAME_NOT_TEXT") && problem.contains("Z%FCrich.jpg"), problem);
  }

  @Test
  void argumentsMayHaveAnyLetters() throws IOException, InterruptedException {
    FileNameEncoding.assumeUtf8();
    String file = folder.resolve("images/Z\u00fcrich.jpg").toString();
    for (Map<String, String> locale :
        List.of(
            Map.of("LC_ALL", "POSIX"),
            Map.of("LANG", "C"),
            Map.<String, String>of(),
            Map.of("LANG", "C.UTF-8", "LC_CTYPE", "C"),
            Map.of("LC_ALL", "xx_XX.UTF-8"),
            Map.of("LANG", "C.UTF-8"))) {
      Result inspect = run(locale, "inspect", file);
      assertEquals(0, inspect.code, locale + ": " + inspect.err);
      assertTrue(inspect.out.startsWith(file), locale + ": " + inspect.out);
    }
  }
}
