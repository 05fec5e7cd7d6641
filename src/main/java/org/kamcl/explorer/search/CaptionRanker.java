package org.kamcl.explorer.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.kamcl.engine.inference.Embedding;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.ModelId;
import org.kamcl.explorer.domain.ExplorerException;
import org.kamcl.explorer.index.FlatIndex;
import org.kamcl.explorer.index.ModelSource;
import org.kamcl.explorer.job.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ranks sentences for a picture. Sentences are embedded once a model and kept. */
final class CaptionRanker {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionRanker.class);
  private static final int AT_ONCE = 400;

  /** Beside a model, or beside all models. */
  private static final String OWN_LIST = "sentences.txt";

  private final Catalog catalog;
  private final ModelSource model;
  private EncodedCaptions encodedCaptions;

  CaptionRanker(Catalog catalog, ModelSource model) {
    this.catalog = catalog;
    this.model = model;
  }

  /** Sentences with their vectors, by their positions. */
  private record EncodedCaptions(ModelId model, List<String> sentences, FlatIndex index) {}

  /**
   * The sentences to choose from where none are given: the archive's captions, else the model's
   * list.
   *
   * @throws ExplorerException if there are neither
   */
  List<String> candidates() {
    List<String> captions = catalog.captions();
    if (!captions.isEmpty()) {
      return captions;
    }
    Path folder = model.folder();
    for (Path file : List.of(folder.resolve(OWN_LIST), folder.resolveSibling(OWN_LIST))) {
      if (Files.isRegularFile(file)) {
        return lines(file);
      }
    }
    throw new ExplorerException(
        "There are no sentences to choose from: the archive has no captions, and there is no "
            + OWN_LIST
            + " in "
            + folder
            + ". Name a list of sentences, or index a folder with a captions.csv.");
  }

  /**
   * The lines of a UTF-8 file, blank ones left out.
   *
   * @throws ExplorerException if it cannot be read or holds none
   */
  static List<String> lines(Path file) {
    try {
      List<String> lines =
          Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.isEmpty()) {
        throw new ExplorerException("The file " + file + " holds no sentence.");
      }
      return lines;
    } catch (IOException e) {
      throw new ExplorerException(
          "The sentences " + file + " are missing, or not readable as UTF-8 text.", e);
    }
  }

  /**
   * The best sentences for a picture.
   *
   * @param picture vector of unit length
   */
  synchronized List<RankedCaption> rank(
      float[] picture, List<String> sentences, int top, JobContext context) {
    List<String> distinct = List.copyOf(new LinkedHashSet<>(sentences));
    if (encodedCaptions == null
        || !encodedCaptions.model.equals(model.id())
        || !encodedCaptions.sentences.equals(distinct)) {
      encodedCaptions = new EncodedCaptions(model.id(), distinct, index(distinct, context));
    }
    List<RankedCaption> ranked = new ArrayList<>();
    encodedCaptions
        .index
        .search(picture, top)
        .forEach(
            m ->
                ranked.add(
                    new RankedCaption(ranked.size() + 1, distinct.get(m.position()), m.score())));
    return ranked;
  }

  private FlatIndex index(List<String> sentences, JobContext context) {
    Map<String, float[]> vectors =
        new LinkedHashMap<>(catalog.textEmbeddings(model.id(), sentences));
    List<String> missing = sentences.stream().filter(s -> !vectors.containsKey(s)).toList();
    for (int from = 0; from < missing.size(); from += AT_ONCE) {
      context.checkCancelled();
      context.progress(from, missing.size(), "sentences");
      List<String> part = missing.subList(from, Math.min(from + AT_ONCE, missing.size()));
      List<Embedding> embeddings = model.model().embedTexts(part);
      Map<String, float[]> fresh = new LinkedHashMap<>();
      for (int i = 0; i < part.size(); i++) {
        fresh.put(part.get(i), embeddings.get(i).unitVector());
      }
      keep(fresh);
      vectors.putAll(fresh);
    }
    FlatIndex.Builder builder = new FlatIndex.Builder(model.model().dimension());
    for (int i = 0; i < sentences.size(); i++) {
      builder.add(i, vectors.get(sentences.get(i)));
    }
    return builder.build();
  }

  private void keep(Map<String, float[]> vectors) {
    try {
      catalog.saveTextEmbeddings(model.id(), vectors);
    } catch (ExplorerException e) {
      // Keeping them only saves time; where the workspace cannot be written the answer is the same.
      LOG.debug("Sentences are not kept", e);
    }
  }
}
