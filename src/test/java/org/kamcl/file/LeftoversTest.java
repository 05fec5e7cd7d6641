package org.kamcl.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  /** A program that begins a file and a folder, prints their names, and waits to be killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Path folder = Path.of(args[0]);
      Path file = TemporaryName.beside(folder.resolve("weights.safetensors"));
      Files.writeString(file, "half");
      Path parts = TemporaryName.beside(folder.resolve("run-1"));
      Files.createDirectory(parts);
      Files.writeString(parts.resolve("spec.json"), "{}");
      System.out.println(file + "\n" + parts);
      Thread.currentThread().join();
    }
  }

  @Test
  void whatAKilledProgramLeftIsDeletedButNotWhileItRuns() throws Exception {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path file;
    Path parts;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      file = Path.of(out.readLine());
      parts = Path.of(out.readLine());
      assertEquals(List.of(), Leftovers.remove(folder));
      assertTrue(Files.exists(file) && Files.exists(parts));
      writer.destroyForcibly().waitFor();
    }
    assertEquals(List.of(parts, file).stream().sorted().toList(), Leftovers.find(folder));
    Leftovers.remove(folder);
    assertFalse(Files.exists(file) || Files.exists(parts));
  }

  @Test
  void filesOfOthersStay() throws IOException {
    List<String> names =
        List.of(
            "photo.jpg", "notes.part", ".hidden", "model.json", "vectors.cache", ".a.1-2-3.part");
    for (String name : names) {
      Files.writeString(folder.resolve(name), "x");
    }
    assertEquals(List.of(), Leftovers.remove(folder));
  }

  @Test
  void namesOfEarlierVersionsAreDeletedAfterADay() throws IOException {
    Path old = Files.writeString(folder.resolve("vectors123.new"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path fresh = Files.writeString(folder.resolve("vectors124.new"), "x");
    assertEquals(List.of(old), Leftovers.remove(folder));
    assertTrue(Files.exists(fresh));
  }

  @Test
  void fileOfAnotherMachineIsInUseForAWeek() throws IOException {
    Path foreign = Files.writeString(folder.resolve(".a.1-2-00000000-1.part"), "x");
    assertEquals(List.of(), Leftovers.find(folder));
    Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    assertEquals(List.of(foreign), Leftovers.find(folder));
  }

  @Test
  void idOfAProcessThatStartedLaterDoesNotProtectAFile() {
    TemporaryName own = own(folder.resolve("a"));
    assertTrue(own.isInUse(Instant.now()));
    TemporaryName earlier =
        new TemporaryName("a", own.process(), own.started() - 60_000, own.machine());
    assertFalse(earlier.isInUse(Instant.now()));
  }

  @Test
  void linksAreDeletedAndNotFollowed() throws IOException {
    Path target = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(target.resolve("photo.jpg"), "x");
    Path link = folder.resolve(".a.1-2-00000000-1.part");
    Files.createSymbolicLink(link, target);
    Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.fromMillis(0), FileTime.fromMillis(0), null);
    assertEquals(List.of(link), Leftovers.remove(folder));
    assertTrue(Files.exists(target.resolve("photo.jpg")));
  }

  @Test
  void leftoversOfOneTargetAreDeletedWithoutTheOthers() throws IOException {
    TemporaryName own = own(folder.resolve("a"));
    String end = "." + own.process() + "-1-" + own.machine() + "-1.part";
    Path mine = Files.writeString(folder.resolve(".hits.csv" + end), "x");
    Path other = Files.writeString(folder.resolve(".other.csv" + end), "x");
    assertEquals(List.of(mine), Leftovers.removeOf(folder.resolve("hits.csv")));
    assertTrue(Files.exists(other));
  }

  @Test
  void namesAreUniqueAndShortEnoughForLongTargets() throws IOException {
    Path target = folder.resolve("x".repeat(250));
    Path first = TemporaryName.beside(target);
    assertNotEquals(first, TemporaryName.beside(target));
    Files.writeString(first, "new");
    Files.writeString(target, "old");
    TemporaryName.publish(first, target);
    assertEquals("new", Files.readString(target));
    assertFalse(Files.exists(first));
  }

  @Test
  void publishingReplacesNoFolderThatHoldsFiles() throws IOException {
    Path target = Files.createDirectory(folder.resolve("run-1"));
    Files.writeString(target.resolve("spec.json"), "first");
    Path part = Files.createDirectory(TemporaryName.beside(target));
    Files.writeString(part.resolve("spec.json"), "second");
    assertThrows(IOException.class, () -> TemporaryName.publish(part, target));
    assertEquals("first", Files.readString(target.resolve("spec.json")));
  }

  private static TemporaryName own(Path target) {
    Optional<TemporaryName> name =
        TemporaryName.parse(TemporaryName.beside(target).getFileName().toString());
    return name.orElseThrow();
  }
}
