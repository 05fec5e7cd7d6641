package org.kamcl.explorer.evaluation;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.Evaluation;
import org.kamcl.explorer.api.Evaluations.Deletion;
import org.kamcl.explorer.api.Evaluations.Stored;
import org.kamcl.explorer.api.Evaluations.Summary;
import org.kamcl.explorer.api.Evaluations.Unreadable;
import org.kamcl.file.JsonValues;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;

/**
 * The evaluations of a workspace, one file each, readable by their owner only. The first line of a
 * file is the SHA-256 of the other two: the figures, and the ranks they are computed from, both as
 * JSON. A file whose hash is another is refused.
 */
final class EvaluationStore {
  private static final String ENDING = ".evaluation";

  private final Path folder;

  /**
   * @param folder is created with the first evaluation
   */
  EvaluationStore(Path folder) {
    this.folder = folder;
  }

  /** A corpus of the workspace, and its images, move with the workspace. */
  private Path located(String written) {
    return MovedFolder.read(folder.getParent(), written);
  }

  private String written(Path file) {
    return MovedFolder.write(folder.getParent(), file);
  }

  /** The two documents of a file. */
  private record Content(String summary, String evaluation) {}

  private Path file(String id) {
    return folder.resolve(id + ENDING);
  }

  /**
   * Keeps an evaluation, and deletes an earlier one of the same model and queries.
   *
   * @throws KamclException if it cannot be written
   */
  void write(Evaluation evaluation, Summary summary) {
    String content =
        EvaluationJson.format(summary, this::written)
            + "\n"
            + EvaluationJson.format(evaluation, this::written)
            + "\n";
    String text = sha256(content) + "\n" + content;
    keep(file(evaluation.id()), text.getBytes(StandardCharsets.UTF_8));
    for (Summary other : list().evaluations()) {
      Evaluation.Setting before = other.setting();
      Evaluation.Setting now = evaluation.setting();
      if (!other.id().equals(evaluation.id())
          && before.modelHash().equals(now.modelHash())
          && before.model().equals(now.model())
          && before.imageSize() == now.imageSize()
          && before.sameQueries(now)) {
        delete(other.id());
      }
    }
  }

  /** The figures of all evaluations, the newest first, and the files that cannot be read. */
  Stored list() {
    List<Summary> found = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (Path file : files()) {
      try {
        found.add(
            JsonValues.read(() -> EvaluationJson.parseSummary(read(file).summary, this::located)));
      } catch (KamclException e) {
        unreadable.add(new Unreadable(id(file), e.problem(file)));
      } catch (JsonParseException e) {
        unreadable.add(
            new Unreadable(id(file), Problem.of(EvaluationStoreError.DAMAGED, file).in(file)));
      }
    }
    found.sort(Comparator.comparing((Summary s) -> s.setting().time()).reversed());
    return new Stored(List.copyOf(found), List.copyOf(unreadable));
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ENDING) && !isHidden(f))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new KamclException(e, EvaluationStoreError.UNREADABLE, folder, reason(e));
    }
  }

  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  /**
   * Reads an evaluation.
   *
   * @throws KamclException if there is none, or its file is damaged
   */
  Evaluation read(String id) {
    Path file = file(id);
    if (!isKept(file)) {
      throw new KamclException(EvaluationStoreError.NOT_FOUND, id);
    }
    try {
      return JsonValues.read(() -> EvaluationJson.parse(read(file).evaluation, this::located));
    } catch (JsonParseException e) {
      throw new KamclException(e, EvaluationStoreError.DAMAGED, file);
    }
  }

  private static Content read(Path file) {
    String text;
    try {
      text = RegularFiles.readString(file);
    } catch (NoSuchFileException e) {
      throw new KamclException(e, EvaluationStoreError.NOT_FOUND, file.getFileName());
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new KamclException(e, EvaluationStoreError.DAMAGED, file);
    } catch (IOException e) {
      throw new KamclException(e, EvaluationStoreError.UNREADABLE, file, reason(e));
    }
    int first = text.indexOf('\n');
    int second = text.indexOf('\n', first + 1);
    if (first < 0
        || second < 0
        || !sha256(text.substring(first + 1)).equals(text.substring(0, first))) {
      throw new KamclException(EvaluationStoreError.DAMAGED, file);
    }
    return new Content(text.substring(first + 1, second), text.substring(second + 1));
  }

  /**
   * Deletes an evaluation, also a damaged one.
   *
   * @return writes its file again
   * @throws KamclException if there is none, or it cannot be deleted
   */
  Deletion delete(String id) {
    Path file = file(id);
    if (!isKept(file)) {
      throw new KamclException(EvaluationStoreError.NOT_FOUND, id);
    }
    try {
      byte[] content = RegularFiles.readAllBytes(file);
      Files.delete(file);
      return () -> keep(file, content);
    } catch (NoSuchFileException e) {
      throw new KamclException(e, EvaluationStoreError.NOT_FOUND, id);
    } catch (IOException e) {
      throw new KamclException(e, EvaluationStoreError.NOT_DELETED, id, reason(e));
    }
  }

  /** Whether a file is one of this folder: the name of an evaluation must not lead out of it. */
  private boolean isKept(Path file) {
    return Files.isRegularFile(file) && folder.equals(file.normalize().getParent());
  }

  private void keep(Path file, byte[] content) {
    try {
      PrivateFiles.createFolders(folder);
      PrivateFiles.replace(file, content);
    } catch (IOException e) {
      throw new KamclException(e, EvaluationStoreError.NOT_STORED, folder, reason(e));
    }
  }

  private static String sha256(String text) {
    return HexFormat.of()
        .formatHex(CorpusHash.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
