package org.kamcl.explorer.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.training.run.RunStore;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.WorkspaceCare;
import org.kamcl.explorer.backup.WorkspaceCareService;
import org.kamcl.explorer.backup.WorkspaceLocation;
import org.kamcl.explorer.backup.WorkspaceMove;
import org.kamcl.explorer.domain.WorkspaceReport;
import org.kamcl.explorer.evaluation.EvaluationService;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.training.ProgramLauncher;
import org.kamcl.explorer.training.RunIndex;
import org.kamcl.explorer.training.TrainingRunService;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.ResultCache;

/**
 * The folder that holds the user's catalog, models and runs, and the files that were installed with
 * the program.
 *
 * @param folder the workspace; the program writes user data nowhere else
 * @param programFolder the folder of the program with its models and sample data, if known
 */
public record Workspace(Path folder, Optional<Path> programFolder) {
  private static final String RESULTS = "cache";
  private static final long RESULT_BYTES = 1L << 30;

  /**
   * The workspace that options and environment select.
   *
   * @param option value of {@code --workspace}, or null
   * @param environment environment variables of the process
   */
  public static Workspace choose(Path option, Map<String, String> environment) {
    Optional<Path> program =
        Optional.ofNullable(System.getProperty("kamcl.program")).map(p -> Path.of(p).normalize());
    if (option != null) {
      return new Workspace(option, program);
    }
    String variable = environment.get("KAMCL_WORKSPACE");
    if (variable != null && !variable.isBlank()) {
      return new Workspace(Path.of(variable), program);
    }
    return new Workspace(
        WorkspaceLocation.of(environment).workspace(dataFolder(environment)), program);
  }

  /**
   * The file that remembers another place of this workspace.
   *
   * @param environment environment variables of the process
   * @return empty if an option or the environment names the workspace
   */
  Optional<WorkspaceLocation> location(Map<String, String> environment) {
    String variable = environment.get("KAMCL_WORKSPACE");
    if (variable != null && !variable.isBlank()) {
      return Optional.empty();
    }
    WorkspaceLocation location = WorkspaceLocation.of(environment);
    Path usual = location.workspace(dataFolder(environment)).toAbsolutePath().normalize();
    return usual.equals(folder.toAbsolutePath().normalize())
        ? Optional.of(location)
        : Optional.empty();
  }

  /** Backs up, restores and moves this workspace. */
  public WorkspaceCare care() {
    return new WorkspaceCareService(folder, location(System.getenv()));
  }

  /** Moves this workspace, which no program uses. */
  public Job<WorkspaceReport> moveTo(Path target) {
    return context ->
        new WorkspaceMove(folder, target, location(System.getenv())).now().run(context);
  }

  /**
   * Ends moves of the user's workspace that an earlier start began. Call it before a workspace is
   * chosen.
   *
   * @param environment environment variables of the process
   * @return why the workspace was not moved, or what remains to be deleted
   */
  public static Optional<Problem> finishMove(Map<String, String> environment) {
    return WorkspaceMove.finish(WorkspaceLocation.of(environment), dataFolder(environment));
  }

  private static Path dataFolder(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String roaming = environment.get("APPDATA");
      return (roaming == null ? Path.of(home, "AppData", "Roaming") : Path.of(roaming))
          .resolve("KAMCL");
    }
    if (os.contains("mac")) {
      return Path.of(home, "Library", "Application Support", "KAMCL");
    }
    String data = environment.get("XDG_DATA_HOME");
    return (data == null || data.isBlank() ? Path.of(home, ".local", "share") : Path.of(data))
        .resolve("kamcl");
  }

  /**
   * Makes the user's default workspace private, which versions before 0.2 created open to others. A
   * workspace that was chosen may be shared on purpose; {@code kamcl doctor} reports it.
   *
   * @return whether it was open
   */
  boolean protect(Map<String, String> environment) {
    Path usual = dataFolder(environment).toAbsolutePath().normalize();
    return folder.toAbsolutePath().normalize().equals(usual)
        && Files.isDirectory(folder)
        && PrivateFiles.makePrivate(folder);
  }

  /** The models of the workspace and those installed with the program. */
  public ModelStore models() {
    return new ModelStore(
        folder.resolve("models"),
        programFolder.map(p -> p.resolve("models")).filter(Files::isDirectory));
  }

  /** What took long to compute and may be deleted at any time. */
  public ResultCache results() {
    return new ResultCache(folder.resolve(RESULTS), RESULT_BYTES);
  }

  /** Whether sample images are installed. */
  public boolean hasSampleData() {
    return sampleFolder().isPresent();
  }

  private Optional<Path> sampleFolder() {
    return programFolder
        .map(p -> p.resolve("sample-data").resolve("tiles"))
        .filter(Files::isDirectory);
  }

  /** The sample images as a corpus with captions, if they are installed. */
  public Optional<Path> captionedSamples() {
    return sampleFolder().filter(folder -> Files.isRegularFile(folder.resolve("captions.csv")));
  }

  /**
   * The sample images, by name; empty if they are not installed.
   *
   * @throws UncheckedIOException if their folder cannot be read
   */
  List<Path> sampleImages() {
    Optional<Path> folder = sampleFolder();
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A request to index the sample images.
   *
   * @throws KamclException with {@link ContextError#NO_SAMPLE_DATA} if they are not installed
   */
  public IndexRequest sampleData() {
    Path images = sampleFolder().orElseThrow(() -> new KamclException(ContextError.NO_SAMPLE_DATA));
    return IndexRequest.of(images)
        .withLocationTable(images.resolve("locations.csv"))
        .withCollection("Samples");
  }

  /** The folders in which the program writes files under temporary names. */
  public List<Path> foldersWithTemporaryFiles() {
    List<Path> folders =
        new ArrayList<>(
            List.of(folder, folder.resolve("examples"), evaluations(), folder.resolve(RESULTS)));
    folders.addAll(subfolders(evaluations()));
    for (String parent : List.of("models", "runs")) {
      folders.add(folder.resolve(parent));
      folders.addAll(subfolders(folder.resolve(parent)));
    }
    return folders;
  }

  private static List<Path> subfolders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the evaluations of models. */
  public Path evaluations() {
    return folder.resolve(EvaluationService.FOLDER);
  }

  /** The training runs. */
  public RunStore runs() {
    return new RunStore(folder.resolve("runs"));
  }

  /**
   * The training runs with their processes and their queue.
   *
   * @param index keeps what was read from their logs
   */
  public TrainingRunService trainingRuns(RunIndex index) {
    return new TrainingRunService(
        folder, runs(), models(), pretrained(null), index, ProgramLauncher.ofThisProgram());
  }

  /**
   * The folder of the pretrained encoders.
   *
   * @param option a folder given by an option, or null
   */
  public Optional<Path> pretrained(@Nullable Path option) {
    if (option != null) {
      return Optional.of(option);
    }
    String variable = System.getenv("KAMCL_PRETRAINED");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(Path.of(variable));
    }
    return programFolder
        .map(p -> p.resolve("models").resolve("pretrained"))
        .filter(Files::isDirectory);
  }
}
