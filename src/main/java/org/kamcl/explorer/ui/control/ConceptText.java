package org.kamcl.explorer.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** A sentence with interactive concepts: tinted if query and image share them. */
public final class ConceptText extends TextFlow {
  /**
   * @param shared concepts that are tinted
   * @param known concepts that are underlined
   * @param handler handles clicks
   */
  public ConceptText(
      String sentence, Set<String> shared, Set<String> known, ConceptHandler handler) {
    getStyleClass().add("concept-text");
    List<Node> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    // Splits into words and the text between them.
    for (String part :
        sentence.split(
            "(?<=[\\p{L}\\p{N}])(?![\\p{L}\\p{N}'-])|(?<![\\p{L}\\p{N}'-])(?=[\\p{L}\\p{N}])")) {
      String concept = part.toLowerCase(Locale.ROOT);
      boolean tinted = shared.contains(concept);
      if (tinted || known.contains(concept)) {
        flush(plain, parts);
        parts.add(word(part, concept, tinted, handler));
      } else {
        plain.append(part);
      }
    }
    flush(plain, parts);
    getChildren().setAll(parts);
  }

  private static void flush(StringBuilder plain, List<Node> parts) {
    if (!plain.isEmpty()) {
      Text text = new Text(plain.toString());
      text.getStyleClass().add("caption");
      parts.add(text);
      plain.setLength(0);
    }
  }

  private static Node word(String text, String concept, boolean tinted, ConceptHandler handler) {
    Label word = new Label(text);
    word.getStyleClass().addAll("concept-word", tinted ? "caption-shared" : "caption-known");
    ConceptInteraction.install(word, () -> concept, handler);
    return word;
  }
}
