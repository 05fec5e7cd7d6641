package org.kamcl.engine.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the text format of the KAMCL, GaLR and AMFMN repositories: {@code SPLIT_caps.txt} with one
 * caption per line and {@code SPLIT_filename.txt} with the file name of each caption, or of each
 * run of captions. Lines are paired by their position only, so files whose lines can be paired in
 * more than one way, because of blank lines, are skipped and reported.
 */
final class CaptionTextReader {
  private static final String CAPS = "_caps.txt";
  private final CorpusBuilder corpusBuilder;

  CaptionTextReader(CorpusBuilder corpusBuilder) {
    this.corpusBuilder = corpusBuilder;
  }

  void read(List<Path> captionFiles) {
    for (Path captions : captionFiles) {
      String name = captions.getFileName().toString();
      String prefix = name.substring(0, name.length() - CAPS.length());
      Path names = captions.resolveSibling(prefix + "_filename.txt");
      if (!Files.isRegularFile(names)) {
        corpusBuilder.addProblem(CorpusError.NAME_FILE_MISSING, captions, names.getFileName());
        continue;
      }
      pair(lines(captions), lines(names), split(prefix));
    }
  }

  private static String split(String prefix) {
    // Some corpora put their name before that of the split.
    return prefix.substring(prefix.lastIndexOf('_') + 1);
  }

  /**
   * The lines of a file without blank lines at the end.
   *
   * @param values stripped
   */
  private record Lines(Path file, List<String> values) {
    /** Indices of all lines, or of those that are not blank. */
    List<Integer> indices(boolean withBlank) {
      return IntStream.range(0, values.size())
          .filter(i -> withBlank || !values.get(i).isEmpty())
          .boxed()
          .toList();
    }

    /** Index of the first blank line; -1 if there is none. */
    int firstBlank() {
      return values.indexOf("");
    }
  }

  private Lines lines(Path file) {
    List<String> values =
        new ArrayList<>(TextDecoder.read(file, corpusBuilder).lines().map(String::strip).toList());
    while (!values.isEmpty() && values.get(values.size() - 1).isEmpty()) {
      values.remove(values.size() - 1);
    }
    return new Lines(file, values);
  }

  private void pair(Lines captions, Lines names, String split) {
    int[] nameOf = nameOfCaptions(captions, names, true, true);
    if (nameOf.length < captions.values.size()
        || captions.values.isEmpty() != names.values.isEmpty()) {
      refuse(captions, names);
      return;
    }
    for (boolean blankCaptions : new boolean[] {true, false}) {
      for (boolean blankNames : new boolean[] {true, false}) {
        int[] other = nameOfCaptions(captions, names, blankCaptions, blankNames);
        if (other.length > 0 && !agree(captions, names, nameOf, other)) {
          refuse(captions, names);
          return;
        }
      }
    }
    for (int i = 0; i < captions.values.size(); i++) {
      String name = names.values.get(nameOf[i]);
      if (!name.isEmpty()) {
        corpusBuilder.addCaption(captions.file, i + 1, name, split, captions.values.get(i));
      } else if (!captions.values.get(i).isEmpty()) {
        corpusBuilder.addProblem(CorpusError.EMPTY_NAME, names.file, nameOf[i] + 1);
      }
    }
  }

  /**
   * The line of the name of each caption.
   *
   * @param blankCaptions whether a blank line is an empty caption; if not, it is one too many
   * @param blankNames whether a blank line is a missing name; if not, it is one too many
   * @return -1 for a blank line that is too many; no elements if the numbers do not fit
   */
  private static int[] nameOfCaptions(
      Lines captions, Lines names, boolean blankCaptions, boolean blankNames) {
    List<Integer> used = captions.indices(blankCaptions);
    List<Integer> listed = names.indices(blankNames);
    if (listed.isEmpty() || used.size() % listed.size() != 0) {
      return new int[0];
    }
    int run = used.size() / listed.size();
    int[] nameOf = new int[captions.values.size()];
    Arrays.fill(nameOf, -1);
    for (int i = 0; i < used.size(); i++) {
      nameOf[used.get(i)] = listed.get(i / run);
    }
    return nameOf;
  }

  /** Whether each caption that is not blank has the same name in both cases. */
  private static boolean agree(Lines captions, Lines names, int[] one, int[] other) {
    return IntStream.range(0, one.length)
        .filter(i -> !captions.values.get(i).isEmpty())
        .allMatch(i -> names.values.get(one[i]).equals(names.values.get(other[i])));
  }

  private void refuse(Lines captions, Lines names) {
    for (Lines lines : List.of(names, captions)) {
      if (lines.firstBlank() >= 0) {
        corpusBuilder.addProblem(
            CorpusError.BLANK_LINE,
            lines.file,
            lines.firstBlank() + 1,
            captions.file.getFileName(),
            names.file.getFileName());
        return;
      }
    }
    corpusBuilder.addProblem(
        CorpusError.NAME_COUNT_MISMATCH,
        captions.file,
        captions.values.size(),
        captions.values.size(),
        names.values.size(),
        names.file.getFileName());
  }
}
