package org.kamcl.engine.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the text format of the KAMCL, GaLR and AMFMN repositories: {@code SPLIT_caps.txt} with one
 * caption per line and {@code SPLIT_filename.txt} with the file name of each caption, or of each
 * run of captions.
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
      pair(captions, names, split(prefix));
    }
  }

  private static String split(String prefix) {
    // Some corpora put their name before that of the split.
    return prefix.substring(prefix.lastIndexOf('_') + 1);
  }

  private void pair(Path captionFile, Path nameFile, String split) {
    List<String> captions = TextDecoder.read(captionFile, corpusBuilder).lines().toList();
    List<String> names = TextDecoder.read(nameFile, corpusBuilder).lines().toList();
    int run = 1;
    if (!names.isEmpty() && captions.size() != names.size()) {
      run = captions.size() % names.size() == 0 ? captions.size() / names.size() : 0;
    }
    if (run == 0 || names.isEmpty()) {
      corpusBuilder.addProblem(
          CorpusError.NAME_COUNT_MISMATCH,
          captionFile,
          captions.size(),
          names.size(),
          nameFile.getFileName());
      run = 1;
    }
    for (int i = 0; i < captions.size() && i / run < names.size(); i++) {
      String filename = names.get(i / run).strip();
      if (filename.isEmpty()) {
        corpusBuilder.addProblem(CorpusError.EMPTY_NAME, nameFile, i / run + 1);
      } else {
        corpusBuilder.addCaption(captionFile, i + 1, filename, split, captions.get(i));
      }
    }
  }
}
