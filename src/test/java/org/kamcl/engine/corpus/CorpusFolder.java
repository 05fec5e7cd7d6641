package org.kamcl.engine.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.ErrorCode;
import org.kamcl.error.Problem;

/** A folder of small corpus files, and how it is read. */
abstract class CorpusFolder {
  @TempDir Path folder;

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  void images(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve("images").resolve(name).normalize();
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[] {1});
    }
  }

  Corpus read() {
    return new CorpusReader(Optional.empty(), true).read(folder);
  }

  Corpus captionsOnly() {
    return new CorpusReader(Optional.empty(), false).read(folder);
  }

  List<List<String>> captions() {
    return read().images().stream().map(CorpusImage::captions).toList();
  }

  static void assertOneProblem(Corpus corpus, ErrorCode code, String file, Object... arguments) {
    assertEquals(1, corpus.problems().size(), corpus.problems()::toString);
    assertProblem(corpus.problems().get(0), code, file, arguments);
  }

  /** Checks the code of a problem, its file and its other arguments. */
  static void assertProblem(Problem problem, ErrorCode code, String file, Object... arguments) {
    assertTrue(problem.is(code), problem.toString());
    assertTrue(problem.arguments().get(0).toString().endsWith(file), problem.toString());
    assertEquals(List.of(arguments), problem.arguments().subList(1, problem.arguments().size()));
  }
}
