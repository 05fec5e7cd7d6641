package org.kamcl.explorer.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.knowledge.Knowledge;
import org.kamcl.engine.knowledge.KnowledgeBuilder;
import org.kamcl.engine.text.TreebankTokenizer;
import org.kamcl.engine.text.Vocabulary;
import org.kamcl.explorer.api.TrainingCorpora.ConceptCount;
import org.kamcl.explorer.api.TrainingCorpora.WordReport;

/** Finds the words and concepts that a training would take from a corpus. */
public final class WordCheck {
  private static final int CONCEPTS = 512;

  private WordCheck() {}

  /** The words of a corpus. */
  public static WordReport of(Corpus corpus) {
    if (corpus.split("train").isEmpty()) {
      return WordReport.NONE;
    }
    TreebankTokenizer tokenizer = new TreebankTokenizer();
    Map<String, Integer> trained = new HashMap<>();
    TreeSet<String> others = new TreeSet<>();
    for (CorpusImage image : corpus.images()) {
      boolean training = image.split().equals("train");
      for (String caption : image.captions()) {
        for (String token : tokenizer.tokens(caption)) {
          if (training) {
            trained.merge(token, 1, Integer::sum);
          } else {
            others.add(token);
          }
        }
      }
    }
    TreeSet<String> rare = new TreeSet<>();
    trained.forEach(
        (word, count) -> {
          if (count < Vocabulary.MINIMUM_COUNT) {
            rare.add(word);
          }
        });
    others.removeAll(trained.keySet());
    Knowledge knowledge = KnowledgeBuilder.defaults(CONCEPTS).build(corpus);
    int frequent =
        (int)
            knowledge.vocabulary().words().stream()
                .filter(w -> !w.equals(Vocabulary.UNKNOWN))
                .count();
    int[] images = knowledge.imageFrequencies();
    List<ConceptCount> concepts = new ArrayList<>();
    for (int i = 0; i < images.length; i++) {
      concepts.add(new ConceptCount(knowledge.concepts().names().get(i), images[i]));
    }
    return new WordReport(frequent, concepts, List.copyOf(rare), List.copyOf(others));
  }
}
