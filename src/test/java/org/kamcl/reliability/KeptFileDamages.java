package org.kamcl.reliability;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.error.ErrorText;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.concepts.ConceptMarks;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.TrainingDraft;

/**
 * Damages to what the program keeps beside the archive: results of the score map, embeddings and
 * figures of evaluations, marks of concepts, the draft of a run, example images; and to earlier
 * exports that are written again.
 */
final class KeptFileDamages {
  private static final String EXPORTS = "exports";
  private static final List<List<String>> KEPT = List.of(List.of(CommandAnswer.KEPT));

  private final SoakInputs inputs;
  private final Path program;

  KeptFileDamages(SoakInputs inputs, Path program) {
    this.inputs = inputs;
    this.program = program;
  }

  private static ExplorerContext open(Path workspace) {
    return ExplorerContext.open(
        new Workspace(workspace, Optional.empty()),
        new ModelStore(workspace.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  /** Prints what is kept in a workspace; returns the exit code. */
  static int print(Path workspace, PrintWriter out, PrintWriter err) {
    try (ExplorerContext context = open(workspace)) {
      Evaluations.Stored stored = context.evaluations().stored();
      stored
          .unreadable()
          .forEach(file -> err.println("warning: " + ErrorText.of(file.problem(), Locale.ENGLISH)));
      for (Evaluations.Summary summary : stored.evaluations()) {
        out.println(summary + " " + context.evaluations().load(summary.id()).captions().size());
      }
      out.println(new ConceptMarks(workspace.resolve(ConceptMarks.FILE_NAME)).read());
      out.println(context.trainingCorpora().draft());
      return 0;
    } catch (KamclException e) {
      err.println("error: " + e.getMessage());
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private List<String> localize() throws IOException {
    Path scene = inputs.folder().resolve("scene.tif");
    if (!Files.exists(scene)) {
      Files.copy(
          program.resolve("sample-data").resolve("scenes").resolve("cbers2-ccd-1.tif"), scene);
    }
    return List.of("localize", scene.toString(), "a river", "--json", "--workspace", "WORKSPACE");
  }

  private List<String> evaluate() {
    return List.of(
        "evaluate",
        inputs.corpus().toString(),
        "--split",
        "val",
        "--json",
        "--workspace",
        "WORKSPACE");
  }

  private static List<String> search(String query, String... more) {
    List<String> words = new ArrayList<>(List.of("search", query, "--top", "5", "--json"));
    words.addAll(List.of("--no-history", "--workspace", "WORKSPACE"));
    words.addAll(List.of(more));
    return words;
  }

  private static List<String> export() {
    List<String> words = search("a lake near a road");
    for (String name : List.of("report.html", "hits.csv", "hits.geojson")) {
      words.addAll(List.of("--export", "WORKSPACE/" + EXPORTS + "/" + name));
    }
    return words;
  }

  private Path base() throws Exception {
    Path base = inputs.folder().resolve("damages").resolve("kept");
    if (Files.exists(base)) {
      return base;
    }
    Path fresh = base.resolveSibling("kept.fresh");
    Files.createDirectories(fresh.resolve(EXPORTS));
    run(fresh, List.of("index", inputs.images().toString(), "--workspace", "WORKSPACE"));
    run(fresh, localize());
    run(fresh, evaluate());
    run(fresh, export());
    new ConceptMarks(fresh.resolve(ConceptMarks.FILE_NAME)).mark("lake", Optional.of(true));
    try (ExplorerContext context = open(fresh)) {
      context
          .trainingCorpora()
          .keepDraft(
              new TrainingDraft(
                  2,
                  "next",
                  Optional.of("corpus"),
                  "default",
                  "desktop",
                  Map.of("batchSize", "16", "learningRate", "0.0001"),
                  "7",
                  "cpu",
                  Map.of("copies", "exclude")));
      int[] pixels = new int[48 * 40];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = 0xff000000 | i * 2_654_435;
      }
      context.examples().keep(new ArgbImage(48, 40, pixels));
    }
    Files.move(fresh, base);
    return base;
  }

  private static void run(Path workspace, List<String> command) {
    CommandAnswer answer = CommandAnswer.of(workspace, command);
    if (answer.exit() != 0) {
      throw new IllegalStateException(command + ": " + answer);
    }
  }

  List<DamageCase> cases() throws Exception {
    DamageBase base = new DamageBase(base());
    List<DamageCase> cases = new ArrayList<>();
    for (Path file : files(base, "cache")) {
      add(cases, base, "kept: score map", file, true, List.of(localize()));
    }
    for (Path file : files(base, "evaluations")) {
      if (file.toString().endsWith(".evaluation")) {
        // Without it, there is one evaluation less in the list, as after deleting it.
        add(cases, base, "kept: evaluation", file, false, KEPT);
      } else {
        add(cases, base, "kept: embeddings", file, true, List.of(evaluate()));
      }
    }
    Path workspace = base.workspace();
    add(cases, base, "kept:", workspace.resolve(ConceptMarks.FILE_NAME), false, KEPT);
    add(cases, base, "kept:", workspace.resolve("training-draft.json"), false, KEPT);
    for (Path file : files(base, "examples")) {
      String example = "WORKSPACE/" + workspace.relativize(file);
      List<String> command = new ArrayList<>(search("", "--like", example));
      command.remove(1);
      add(cases, base, "kept: example", file, true, List.of(command));
    }
    List<List<String>> again = List.of(export(), List.of(CommandAnswer.FILES, EXPORTS));
    for (Path file : files(base, EXPORTS)) {
      add(cases, base, "export:", file, true, again);
    }
    return cases;
  }

  private static List<Path> files(DamageBase base, String folder) throws IOException {
    try (Stream<Path> files = Files.walk(base.workspace().resolve(folder))) {
      List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalStateException("Nothing is kept in " + folder);
      }
      return found;
    }
  }

  /**
   * @param removed whether removing the file is a damage
   */
  private static void add(
      List<DamageCase> cases,
      DamageBase base,
      String kind,
      Path file,
      boolean removed,
      List<List<String>> commands) {
    for (FileDamage damage : FileDamage.values()) {
      if (damage != FileDamage.SWAPPED && (removed || damage != FileDamage.REMOVED)) {
        cases.add(
            new DamageCase(
                kind + " " + file.getFileName(),
                damage.name().toLowerCase(Locale.ROOT),
                false,
                base,
                (workspace, random) ->
                    damage.apply(
                        workspace.resolve(base.workspace().relativize(file).toString()),
                        random,
                        Optional.empty()),
                commands));
      }
    }
  }
}
