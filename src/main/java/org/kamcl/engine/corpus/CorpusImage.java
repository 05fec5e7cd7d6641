package org.kamcl.engine.corpus;

import java.nio.file.Path;
import java.util.List;

/**
 * An image of a corpus.
 *
 * @param filename as listed in the corpus
 * @param path of the file; does not exist where images were not required
 * @param split {@code train}, {@code val}, {@code test} or another name that the corpus uses
 * @param captions at least one, in the order of the corpus, stripped
 * @param category the class of the image as the corpus lists it, stripped; empty if it lists none
 */
public record CorpusImage(
    String filename, Path path, String split, List<String> captions, String category) {

  /** An image whose category the corpus does not list. */
  public CorpusImage(String filename, Path path, String split, List<String> captions) {
    this(filename, path, split, captions, "");
  }
}
