package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.catalog.Catalog;

/** Exports over older ones: each is the complete old or the complete new one. */
final class ExportKills implements KillCase {
  private static final List<String> TARGETS = List.of("hits.html", "hits.csv", "hits.geojson");

  private final SoakInputs inputs;
  private Map<String, String> older = Map.of();
  private Map<String, String> newer = Map.of();
  private String search = "";

  ExportKills(SoakInputs inputs) {
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public void prepare(Place place) throws IOException, InterruptedException {
    ArchiveTemplate.copyTo(inputs, place);
    Path kept = inputs.folder().resolve("older-export");
    if (Files.exists(kept)) {
      copy(kept, place.export());
    } else {
      try (ProgramProcess process = export(place, "a stadium near a road", 40)) {
        process.endsWithin(180_000);
        if (process.exitCode() != 0) {
          throw new IllegalStateException(process.err());
        }
      }
      copy(place.export(), kept);
    }
    if (older.isEmpty()) {
      older = content(place);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private ProgramProcess export(Place place, String query, int top) {
    List<String> words = new ArrayList<>(List.of("search", query, "--top", "" + top));
    for (String target : TARGETS) {
      words.addAll(List.of("--export", place.export().resolve(target).toString()));
    }
    // Only indexed images: the generated ones have no file to make a thumbnail of.
    words.addAll(List.of("--collection", "images", "--json", "--no-history"));
    words.addAll(List.of("--workspace", place.workspace().toString()));
    return ProgramProcess.start(
        place, List.of("-Dkamcl.program=" + inputs.program()), Launcher.class, words);
  }

  @Override
  public ProgramProcess start(Place place) {
    return export(place, "many boats near a pier", 60);
  }

  @Override
  public List<String> afterKill(Place place) throws IOException {
    List<String> found =
        new ArrayList<>(CatalogState.violations(place.workspace().resolve(Catalog.FILE_NAME)));
    Map<String, String> now = content(place);
    for (String target : now.keySet()) {
      String value = now.get(target);
      if (!newer.isEmpty()
          && !value.equals(older.get(target))
          && !value.equals(newer.get(target))) {
        found.add(target + " is neither the old nor the new one");
      }
    }
    for (String target : older.keySet()) {
      if (!now.containsKey(target)) {
        found.add(target + " is gone");
      }
    }
    return found;
  }

  @Override
  public List<String> atEnd(Place place, ProgramProcess completed) throws IOException {
    List<String> found = new ArrayList<>();
    if (newer.isEmpty()) {
      newer = content(place);
      search = answer(completed.out());
      if (newer.equals(older)) {
        found.add("the exports do not differ");
      }
    }
    if (!content(place).equals(newer)) {
      found.add("the export differs");
    }
    if (!answer(completed.out()).equals(search)) {
      found.add("the hits differ");
    }
    return found;
  }

  /** The output without times. */
  private static String answer(String json) {
    return json.replaceAll("\"(milliseconds|seconds|time|[a-zA-Z]*Millis)\": ?[0-9.]+", "");
  }

  /** The exported files and a hash of their content; a report counts with its images. */
  private static Map<String, String> content(Place place) throws IOException {
    Map<String, String> content = new TreeMap<>();
    for (String target : TARGETS) {
      Path file = place.export().resolve(target);
      if (Files.exists(file)) {
        String text =
            Files.readString(file).replaceAll("place\\d+", "place").replaceAll("\\d\\d:\\d\\d", "");
        content.put(target, Integer.toHexString(text.hashCode()) + images(place, target));
      }
    }
    return content;
  }

  private static String images(Place place, String target) throws IOException {
    Path folder = place.export().resolve(target.replace(".html", "_files"));
    if (!target.endsWith(".html") || !Files.exists(folder)) {
      return "";
    }
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        all.append(' ').append(Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all.toString();
  }
}
