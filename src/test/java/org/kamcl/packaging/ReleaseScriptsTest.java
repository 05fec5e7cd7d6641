package org.kamcl.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that name, check and sign a release, in a repository of their own. */
@DisabledOnOs(OS.WINDOWS)
class ReleaseScriptsTest {
  private static final Path SCRIPTS = Path.of("packaging").toAbsolutePath();

  private static final String RELEASE =
      "PATH=\"$1:$PATH\" sh packaging/release.sh test@example.org";

  private static final List<String> INSTALLERS =
      List.of(
          "kamcl-explorer_1.3.0_amd64.deb",
          "kamcl-explorer-1.3.0-1.x86_64.rpm",
          "kamcl-explorer-1.3.0-linux-x86_64.tar.gz",
          "kamcl-explorer-1.3.0-windows-x86_64.msi",
          "kamcl-explorer-1.3.0-macos-aarch64.dmg");

  @TempDir private Path folder;
  private Path repository;

  private record Result(int code, String text) {}

  @BeforeEach
  void copyScripts() throws IOException {
    repository = folder.resolve("a repository");
    Path scripts = Files.createDirectories(repository.resolve("packaging"));
    for (String script : List.of("version.sh", "release.sh", "checksums.sh", "compare-builds.sh")) {
      Files.copy(SCRIPTS.resolve(script), scripts.resolve(script));
    }
    Files.writeString(
        repository.resolve("pom.xml"),
        "<project>\n  <properties>\n    <revision>1.3.0-SNAPSHOT</revision>\n");
    Files.writeString(
        repository.resolve("CHANGELOG.md"), "# Changelog\n\n## [1.3.0] - unreleased\n");
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private Result run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder.environment().put("GNUPGHOME", folder.resolve("keys").toString());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE"));
    Process process = builder.redirectErrorStream(true).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Result(process.waitFor(), text);
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=A", "-c"));
    command.add("user.email=a@example.org");
    command.addAll(List.of(words));
    Result result = run(command.toArray(String[]::new));
    assertEquals(0, result.code, result.text);
  }

  private void commit() throws IOException, InterruptedException {
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "All");
  }

  private String version() throws IOException, InterruptedException {
    Result result = run("sh", "packaging/version.sh");
    assertEquals(0, result.code, result.text);
    return result.text;
  }

  @Test
  void aVersionIsReleasedByItsTagAlone() throws Exception {
    assumeTrue(isOnPath("git"), "git is not installed");
    assertEquals("1.3.0-SNAPSHOT", version(), "without a repository");
    assertEquals("", run("sh", "packaging/version.sh", "--commit").text);
    commit();
    assertEquals("1.3.0-SNAPSHOT", version(), "without a tag");
    String commit = run("sh", "packaging/version.sh", "--commit").text;
    assertTrue(commit.matches("[0-9a-f]{12}"), commit);
    git("tag", "v1.3");
    git("tag", "nightly");
    assertEquals("1.3.0-SNAPSHOT", version(), "with tags of other kinds");
    git("tag", "v1.3.0");
    assertEquals("1.3.0", version());
    git("tag", "v1.10.0");
    assertEquals("1.10.0", version(), "the higher of two");
    Files.writeString(
        repository.resolve("pom.xml"), "\n<!-- changed -->", StandardOpenOption.APPEND);
    assertEquals("1.3.0-SNAPSHOT", version(), "with a change");
    assertEquals(commit + "-dirty", run("sh", "packaging/version.sh", "--commit").text);
  }

  @Test
  void aReleaseNeedsATagAndASectionWithItsDate() throws Exception {
    assumeTrue(isOnPath("git"), "git is not installed");
    commit();
    Result untagged = run("sh", "packaging/release.sh");
    assertEquals(1, untagged.code);
    assertTrue(untagged.text.contains("no clean checkout of a tag"), untagged.text);
    git("tag", "v1.3.0");
    Result undated = run("sh", "packaging/release.sh");
    assertEquals(1, undated.code);
    assertTrue(undated.text.contains("## [1.3.0] - YYYY-MM-DD"), undated.text);
  }

  @Test
  void aReleaseHasTheInstallersThatWereBuiltBefore() throws Exception {
    for (String program : List.of("git", "gpg", "sha256sum")) {
      assumeTrue(isOnPath(program), program + " is not installed");
    }
    createKeyFolder();
    createKey();
    // In place of Maven, which removes the target folder where it is told to.
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.writeString(
        bin.resolve("mvn"),
        """
        #!/bin/sh
        for word in "$@"; do [ "$word" != clean ] || rm -rf target; done
        [ ! -e target/old ] || exit 1
        mkdir -p target
        for file in .jar -bom.json -bom.xml; do echo built >target/kamcl-explorer$file; done
        """);
    assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
    Path compare = repository.resolve("packaging/compare-builds.sh");
    Files.writeString(compare, "#!/bin/sh\n");
    assertTrue(compare.toFile().setExecutable(true));
    Files.writeString(repository.resolve(".gitignore"), "/target/\n");
    Files.writeString(
        repository.resolve("CHANGELOG.md"),
        "# Changelog\n\n## [1.3.0] - 2026-12-01\n- New.\n\n## [1.2.0] - 2026-01-01\n- Old.\n");
    commit();
    git("tag", "v1.3.0");
    Path installers = Files.createDirectories(repository.resolve("target/installer"));
    for (String name : INSTALLERS) {
      Files.writeString(installers.resolve(name), name);
    }
    Path other = Files.writeString(installers.resolve("kamcl-explorer_1.3.0~rc1_amd64.deb"), "x");
    Result mixed = run("sh", "-c", RELEASE, "sh", bin.toString());
    assertEquals(1, mixed.code, mixed.text);
    assertTrue(mixed.text.endsWith("remove them: " + repository.relativize(other)), mixed.text);
    Files.delete(other);
    Files.writeString(repository.resolve("target/old"), "of an earlier build");
    Result result = run("sh", "-c", RELEASE, "sh", bin.toString());
    assertEquals(0, result.code, result.text);
    Path results = repository.resolve("target/release");
    String sums = Files.readString(results.resolve("SHA256SUMS"));
    List<String> expected = new ArrayList<>(INSTALLERS);
    expected.add("kamcl-explorer-1.3.0.jar");
    expected.add("kamcl-explorer-1.3.0-bom.json");
    expected.add("CHANGES-1.3.0.md");
    for (String name : expected) {
      assertTrue(sums.contains("  " + name), sums);
    }
    assertEquals("- New.", Files.readString(results.resolve("CHANGES-1.3.0.md")).strip());
    run("gpgconf", "--kill", "gpg-agent");
  }

  /**
   * Compares two builds by a program in place of Maven, whose goal is its last argument.
   *
   * @param bom its bill of materials; empty for none
   */
  private Result compare(String jar, String bom) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("maven"));
    Files.writeString(
        bin.resolve("mvn"),
        """
#!/bin/sh
mkdir -p target
[ -z "BOM" ] || kinds="json xml"
for goal in "$@"; do :; done
case $goal in
  package) printf '%s' "JAR" >target/kamcl-explorer.jar ;;
  cyclonedx:makeBom) for kind in $kinds; do echo "BOM" >target/kamcl-explorer-bom.$kind; done ;;
esac
"""
            .replace("JAR", jar)
            .replace("BOM", bom));
    assertTrue(bin.resolve("mvn").toFile().setExecutable(true));
    return run(
        "sh", "-c", "PATH=\"$1:$PATH\" sh packaging/compare-builds.sh 1.3.0", "sh", bin.toString());
  }

  @Test
  void twoBuildsHaveTheSameJarAndBillOfMaterials() throws Exception {
    assumeTrue(isOnPath("git"), "git is not installed");
    commit();
    Result same = compare("jar", "bom");
    assertEquals(0, same.code, same.text);
    for (String name :
        List.of("kamcl-explorer.jar", "kamcl-explorer-bom.json", "kamcl-explorer-bom.xml")) {
      assertTrue(same.text.contains("same: " + name), same.text);
    }
    Result otherBom = compare("jar", "made at $TZ");
    assertEquals(1, otherBom.code, otherBom.text);
    assertTrue(otherBom.text.contains("different: kamcl-explorer-bom.json"), otherBom.text);
    assertTrue(otherBom.text.contains("different: kamcl-explorer-bom.xml"), otherBom.text);
    assertTrue(otherBom.text.contains("> made at Asia/Tokyo"), otherBom.text);
    assertTrue(otherBom.text.contains("same: kamcl-explorer.jar"), otherBom.text);
    Result otherJar = compare("made in $PWD", "bom");
    assertEquals(1, otherJar.code, otherJar.text);
    assertTrue(otherJar.text.contains("different: kamcl-explorer.jar"), otherJar.text);
    assertTrue(otherJar.text.contains("same: kamcl-explorer-bom.xml"), otherJar.text);
    Result none = compare("jar", "");
    assertEquals(1, none.code, none.text);
    assertTrue(none.text.contains("missing: kamcl-explorer-bom.json"), none.text);
  }

  private void createKeyFolder() throws IOException {
    Files.createDirectory(
        folder.resolve("keys"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void createKey() throws IOException, InterruptedException {
    Result key =
        run(
            "gpg",
            "--batch",
            "--quiet",
            "--passphrase",
            "",
            "--quick-generate-key",
            "Test <test@example.org>",
            "ed25519",
            "sign",
            "1d");
    assertEquals(0, key.code, key.text);
  }

  @Test
  void checksumsAreSignedAndFindEveryChange() throws Exception {
    for (String program : List.of("gpg", "sha256sum")) {
      assumeTrue(isOnPath(program), program + " is not installed");
    }
    Path release = Files.createDirectory(folder.resolve("a release"));
    Files.writeString(release.resolve("kamcl-explorer-1.3.0.jar"), "jar");
    Files.writeString(release.resolve("a name with spaces.deb"), "deb");
    String script = "packaging/checksums.sh";
    createKeyFolder();
    Result unsigned = run("sh", script, release.toString());
    assertNotEquals(0, unsigned.code, "without a key");
    assertFalse(Files.exists(release.resolve("SHA256SUMS")), "nothing unsigned is left");
    createKey();
    Result signed = run("sh", script, release.toString(), "test@example.org");
    assertEquals(0, signed.code, signed.text);
    Path list = release.resolve("SHA256SUMS");
    assertEquals(2, Files.readAllLines(list).size());
    String check =
        "cd \"$1\" && gpg --quiet --verify SHA256SUMS.asc SHA256SUMS && sha256sum -c SHA256SUMS";
    assertEquals(0, run("sh", "-c", check, "check", release.toString()).code);
    Files.writeString(release.resolve("kamcl-explorer-1.3.0.jar"), "JAR");
    assertNotEquals(0, run("sh", "-c", check, "check", release.toString()).code);
    assertEquals(0, run("sh", script, release.toString(), "test@example.org").code, "signed again");
    Files.writeString(list, Files.readString(list).replace("1.3.0", "1.3.1"));
    assertNotEquals(0, run("sh", "-c", check, "check", release.toString()).code, "changed list");
    run("gpgconf", "--kill", "gpg-agent");
  }
}
