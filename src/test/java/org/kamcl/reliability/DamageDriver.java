package org.kamcl.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.kamcl.reliability.DamageResult.Outcome;

/**
 * Damages files at seeded positions and classifies what the program says.
 *
 * <p>System properties: {@code kamcl.soak.seed}, {@code kamcl.soak.rounds} (how often each damage
 * is tried, default 1), {@code kamcl.soak.damages} (a file that receives one JSON line for each
 * damage), {@code kamcl.soak.only} (the beginning of targets), {@code kamcl.soak.version}.
 */
public final class DamageDriver {
  private final Path folder;
  private final long seed;
  private final Path results;
  private final Map<List<Object>, String> undamaged = new HashMap<>();
  private int places;

  DamageDriver(Path folder, long seed, Path results) {
    this.folder = folder;
    this.seed = seed;
    this.results = results;
  }

  /** Runs all damages and prints the table. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("kamcl-damages");
    Path results = Path.of(System.getProperty("kamcl.soak.damages", "target/damages.jsonl"));
    try {
      String only = System.getProperty("kamcl.soak.only", "");
      List<DamageCase> cases = new ArrayList<>(cases(folder, only));
      cases.removeIf(c -> Stream.of(only.split(",")).noneMatch(c.target()::startsWith));
      DamageDriver driver = new DamageDriver(folder, Long.getLong("kamcl.soak.seed", 1), results);
      for (int round = 0; round < Integer.getInteger("kamcl.soak.rounds", 1); round++) {
        driver.run(cases, round);
      }
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    System.out.println(DamageResult.table(DamageResult.read(results)));
    System.exit(0);
  }

  /** All cases. Sets the property {@code kamcl.program}. */
  static List<DamageCase> cases(Path folder) throws Exception {
    return cases(folder, "");
  }

  /** Without a run or a cache where none of their cases is wanted: their inputs take minutes. */
  private static List<DamageCase> cases(Path folder, String only) throws Exception {
    List<DamageCase> cases = archiveCases(folder);
    SoakInputs inputs = new SoakInputs(folder.resolve("inputs"));
    if (only.isEmpty() || only.contains("run")) {
      cases.addAll(new TrainingDamages(inputs).cases());
    }
    if (only.isEmpty() || only.contains("cache")) {
      cases.addAll(new CacheDamages(inputs, Path.of("").toAbsolutePath()).cases());
    }
    return cases;
  }

  /** The cases that need no run. Sets the property {@code kamcl.program}. */
  static List<DamageCase> archiveCases(Path folder) throws Exception {
    SoakInputs inputs = new SoakInputs(folder.resolve("inputs"));
    System.setProperty("kamcl.program", inputs.program().toString());
    List<DamageCase> cases = new ArrayList<>();
    cases.addAll(new ArchiveDamages(inputs, Path.of("").toAbsolutePath()).cases());
    cases.addAll(new SettingsDamages(inputs).cases());
    cases.addAll(new KeptFileDamages(inputs, Path.of("").toAbsolutePath()).cases());
    return cases;
  }

  /** Runs cases; returns their results. */
  List<DamageResult> run(List<DamageCase> cases, int round) throws Exception {
    List<DamageResult> all = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + round * 10_007L + i);
      Optional<DamageResult> result = run(cases.get(i), random);
      if (result.isPresent()) {
        result.get().appendTo(results);
        all.add(result.get());
      }
    }
    return all;
  }

  private Optional<DamageResult> run(DamageCase damage, SplittableRandom random) throws Exception {
    String expected = undamaged(damage);
    Path place = folder.resolve("damaged" + places++);
    try {
      damage.base().copyTo(place);
      if (!damage.change().apply(place, random)) {
        return Optional.empty();
      }
      if (damage.damage().startsWith("restored")) {
        // What it must answer is what it answers without derived files.
        expected = withoutCaches(damage, place);
      }
      CommandAnswer last = null;
      StringBuilder said = new StringBuilder();
      boolean internal = false;
      for (List<String> command : damage.commands()) {
        last = CommandAnswer.of(place, command);
        said.append(last.said());
        internal |= last.isInternal();
        if (last.exit() != 0) {
          break;
        }
      }
      return Optional.of(
          new DamageResult(
              seed,
              damage.target(),
              damage.damage(),
              outcome(damage, expected, last, said.toString(), internal),
              last.code(),
              said.toString().replace(place.toString(), "WORKSPACE"),
              System.getProperty("kamcl.soak.version", "")));
    } finally {
      FileUtils.deleteQuietly(place.toFile());
    }
  }

  private static Outcome outcome(
      DamageCase damage, String expected, CommandAnswer last, String said, boolean internal) {
    if (internal) {
      return Outcome.INTERNAL;
    }
    if (!said.isEmpty() && !DamageExpectations.allow(damage, last.code(), said)) {
      return Outcome.MISNAMED;
    }
    if (last.exit() != 0) {
      return said.isEmpty() ? Outcome.SILENT : Outcome.REFUSED;
    }
    boolean same = last.answer().equals(expected);
    if (!said.isEmpty()) {
      return same ? Outcome.UNCHANGED : Outcome.WARNED;
    }
    return same && !damage.mustSay() ? Outcome.UNCHANGED : Outcome.SILENT;
  }

  private String undamaged(DamageCase damage) throws Exception {
    List<Object> key = List.of(damage.base(), damage.commands());
    if (!undamaged.containsKey(key)) {
      Path place = folder.resolve("undamaged" + undamaged.size());
      damage.base().copyTo(place);
      undamaged.put(key, answer(damage, place));
      FileUtils.deleteQuietly(place.toFile());
    }
    return undamaged.get(key);
  }

  private static String answer(DamageCase damage, Path place) {
    String answer = "";
    for (List<String> command : damage.commands()) {
      CommandAnswer now = CommandAnswer.of(place, command);
      if (now.exit() != 0) {
        throw new IllegalStateException(command + ", undamaged: " + now);
      }
      answer = now.answer();
    }
    return answer;
  }

  private String withoutCaches(DamageCase damage, Path place) throws Exception {
    Path other = folder.resolve("uncached" + places++);
    new DamageBase(place).copyTo(other);
    try (Stream<Path> files = Files.list(other)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".cache")).toList()) {
        Files.delete(file);
      }
    }
    String answer = answer(damage, other);
    FileUtils.deleteQuietly(other.toFile());
    return answer;
  }
}
