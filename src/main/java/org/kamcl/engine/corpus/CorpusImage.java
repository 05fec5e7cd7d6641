package org.kamcl.engine.corpus;

import java.nio.file.Path;
import java.util.List;

/**
 * An image of a corpus.
 *
 * @param filename as the corpus names it
 * @param path where it lies; may not exist if images were not asked for
 * @param split train, val, test or whatever else the corpus says
 * @param captions at least one, in the corpus's order, stripped
 */
public record CorpusImage(String filename, Path path, String split, List<String> captions) {}
