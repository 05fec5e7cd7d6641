package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.SetChangeListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.explore.QueryViewModel.ConceptState;

class QueryViewModelTest {
  @TempDir private Path folder;
  private ExploreFixture exploreFixture;
  private QueryViewModel query;

  @BeforeEach
  void open() {
    exploreFixture = new ExploreFixture(folder);
    query = exploreFixture.query;
  }

  private List<String> tokens() {
    return query.terms().stream().map(term -> QueryWriter.write(new Query(List.of(term)))).toList();
  }

  @Test
  void wordsFormOneTermUntilACommaOrTheSearch() {
    exploreFixture.type("boats beside a pier");
    assertEquals(List.of(), tokens());
    exploreFixture.type(", ships");
    assertEquals(List.of("boats beside a pier"), tokens());
    assertTrue(query.commit());
    assertEquals(List.of("boats beside a pier", "ships"), tokens());
    assertEquals("boats beside a pier, ships", query.text());
  }

  @Test
  void exclusionsWeightsAndQuotesEndAtASpace() {
    exploreFixture.type("boats -bridge ");
    assertEquals(List.of("boats", "-bridge"), tokens());
    exploreFixture.type("harbour^2 ");
    exploreFixture.type("\"stone pier\" ");
    assertEquals(List.of("boats", "-bridge", "harbour^2", "\"stone pier\""), tokens());
    assertEquals("", query.typedProperty().get());
  }

  @Test
  void listenersOfUnknownWordsSurviveGarbageCollection() {
    List<String> reported = new ArrayList<>();
    query
        .unknownWords()
        .addListener((SetChangeListener<String>) change -> reported.add(change.getElementAdded()));
    // Collects objects that only the listener refers to.
    System.gc();
    query.unknown(List.of("Qwertzu"));
    assertEquals(List.of("qwertzu"), reported);
  }

  @Test
  void spacesAndCommasInQuotesDoNotEndATerm() {
    exploreFixture.type("\"a pier, and boats");
    assertEquals(List.of(), tokens());
    exploreFixture.type("\" x");
    assertEquals(List.of("\"a pier, and boats\""), tokens());
    assertEquals("x", query.typedProperty().get());
  }

  @Test
  void pastedTextBecomesTokensAndIsCopiedUnchanged() {
    query.paste("square^2 church \"red roofs\" -trees", 0, 0);
    assertEquals(List.of("square^2", "church", "\"red roofs\"", "-trees"), tokens());
    assertEquals("square^2 church \"red roofs\" -trees", query.text());
  }

  @Test
  void invalidTextStaysTypedAndIsExplained() {
    exploreFixture.type("harbour^much ");
    assertEquals(List.of(), tokens());
    Problem problem = query.problemProperty().get().orElseThrow();
    assertTrue(ErrorText.of(problem, Locale.ENGLISH).contains("^much"), problem::toString);
    assertFalse(query.commit());
    assertEquals("harbour^much ", query.typedProperty().get());
    query.typedProperty().set("harbour^2 ");
    query.tokenize();
    assertEquals(Optional.empty(), query.problemProperty().get());
  }

  @Test
  void weightsChangeInStepsWithinTheirRange() {
    query.add(QueryTerm.words("pier"));
    query.changeWeight(0, 1);
    assertEquals(1.5, query.terms().get(0).weight());
    query.changeWeight(0, -1);
    query.changeWeight(0, -1);
    assertEquals(0.9, query.terms().get(0).weight());
    for (int i = 0; i < 20; i++) {
      query.changeWeight(0, -1);
    }
    assertEquals(0.1, query.terms().get(0).weight());
    for (int i = 0; i < 40; i++) {
      query.changeWeight(0, 1);
    }
    assertEquals(5, query.terms().get(0).weight());
  }

  @Test
  void includesExcludesEmphasizesAndRemovesConcepts() {
    query.include("road");
    assertEquals(ConceptState.INCLUDED, query.conceptState("road"));
    query.exclude("road");
    assertEquals(List.of("-road"), tokens());
    assertEquals(ConceptState.EXCLUDED, query.conceptState("Road"));
    query.emphasize("road");
    assertEquals(List.of("road^2"), tokens());
    query.emphasize("road");
    assertEquals(List.of("road^2.5"), tokens());
    query.removeConcept("road");
    assertEquals(ConceptState.ABSENT, query.conceptState("road"));
    query.removeConcept("road");
  }

  @Test
  void editsATermAsText() {
    query.paste("square^2 church", 0, 0);
    query.edit(0);
    assertEquals("square^2", query.typedProperty().get());
    assertEquals(List.of("church"), tokens());
    query.negate(0);
    assertEquals(List.of("-church"), tokens());
    assertTrue(query.query().hasIncludedTerm());
    query.clear();
    assertTrue(query.isBlank());
  }

  @Test
  void aClearedQueryCanBeRestored() {
    assertFalse(query.restore(), "there was no query");
    query.paste("square^2, -church", 0, 0);
    query.typedProperty().set("near a");
    query.clear();
    query.clear();
    assertTrue(query.restore());
    assertEquals(List.of("square^2", "-church"), tokens());
    assertEquals("near a", query.typedProperty().get());
    query.clear();
    query.paste("river", 0, 0);
    assertFalse(query.restore(), "the new query is kept");
    query.remove(0);
    assertFalse(query.restore(), "the query was edited since");
  }

  @Test
  void findsUnknownWordsInTheirTerms() {
    query.add(QueryTerm.words("a Piazzale by the sea"));
    query.unknown(List.of("piazzale"));
    assertEquals(List.of("Piazzale"), query.unknown(query.terms().get(0)));
    assertEquals(List.of(), query.unknown(QueryTerm.like(3)));
  }
}
