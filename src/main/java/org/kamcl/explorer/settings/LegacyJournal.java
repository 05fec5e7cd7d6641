package org.kamcl.explorer.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.ImportRequest;

/**
 * Reads the journal of versions before 0.2, {@code unfinished.txt}. A line holds, separated by
 * spaces, the process id, its start in milliseconds since 1970, the location table as a URI or
 * {@code -}, and the paths as URIs.
 */
final class LegacyJournal {
  static final String FILE_NAME = "unfinished.txt";

  private static final String NO_TABLE = "-";
  private static final int FIRST_PATH = 3;

  private LegacyJournal() {}

  /**
   * Reads the file if it exists.
   *
   * @param entries receives the entries
   * @param problems receives one problem for each line that is not an entry
   */
  static void read(Path file, List<IndexingJournal.Entry> entries, List<Problem> problems) {
    if (Files.notExists(file)) {
      return;
    }
    try {
      List<String> lines = JsonFiles.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).isBlank()) {
          continue;
        }
        Optional<IndexingJournal.Entry> entry = entry(lines.get(i));
        entry.ifPresent(entries::add);
        if (entry.isEmpty()) {
          problems.add(Problem.of(SettingsError.LINE_INVALID, file, i + 1).in(file));
        }
      }
    } catch (IOException e) {
      problems.add(Problem.of(SettingsError.JOURNAL_UNREADABLE, file).in(file));
    }
  }

  private static Optional<IndexingJournal.Entry> entry(String line) {
    List<String> words = Arrays.asList(line.strip().split(" "));
    if (words.size() <= FIRST_PATH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new IndexingJournal.Entry(
              Long.parseLong(words.get(0)),
              Long.parseLong(words.get(1)),
              new ImportRequest(
                  words.subList(FIRST_PATH, words.size()).stream()
                      .map(IndexingJournal::path)
                      .toList(),
                  Optional.of(words.get(2))
                      .filter(word -> !word.equals(NO_TABLE))
                      .map(IndexingJournal::path))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
