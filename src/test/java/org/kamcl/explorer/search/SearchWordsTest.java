package org.kamcl.explorer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ImageSearch.CaptionHit;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.api.ImageSearch.Suggestion;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.domain.TermContribution;
import org.kamcl.explorer.query.QueryParser;

/** Captions, concepts and terms of hits, and what is suggested while somebody types. */
class SearchWordsTest {
  @RegisterExtension private static final SyntheticArchive ARCHIVE = new SyntheticArchive();

  @Test
  void captionsTellWhetherTheyFit() {
    ImageRecord boats = ARCHIVE.search().search("boats", 1).hits().get(0).image();
    List<RankedCaption> captions = ARCHIVE.search().captions(boats, 3);
    assertFalse(captions.isEmpty());
    for (RankedCaption caption : captions) {
      assertTrue(caption.band().isPresent());
      assertEquals(caption.band().get() != MatchBand.WEAK, caption.fits());
    }
    assertTrue(captions.get(0).fits(), captions.toString());
    assertFalse(new RankedCaption(1, "an island", 0.1, Optional.of(MatchBand.WEAK)).fits());
  }

  @Test
  void captionsOfFilteredImagesAreRanked() {
    SearchRequest request =
        SyntheticArchive.request("boats", 5)
            .with(SearchFilter.NONE.withCollections(Set.of("lake")));
    List<CaptionHit> hits = ARCHIVE.search().captions(request);
    assertEquals(4, hits.size(), "four distinct captions");
    for (CaptionHit hit : hits) {
      assertTrue(hit.caption().startsWith("many lake"));
      assertEquals(3, hit.images().size());
      assertTrue(hit.rank() == 1 || hit.score() <= hits.get(hit.rank() - 2).score());
    }
  }

  @Test
  void aConceptThatIsMarkedAsNotVisualIsLeftOutAndChangesNoScore() {
    SearchRequest request = SyntheticArchive.request("lake", 40);
    SearchResult before = ARCHIVE.search().search(request);
    assertTrue(before.hits().stream().anyMatch(hit -> names(hit).contains("lake")));
    try {
      ARCHIVE.model().markConcepts(Map.of("lake", false, "no concept of this model", false));
      SearchResult after = ARCHIVE.search().search(request);
      assertTrue(after.hits().stream().noneMatch(hit -> names(hit).contains("lake")));
      assertEquals(
          before.hits().stream().map(SearchHit::score).toList(),
          after.hits().stream().map(SearchHit::score).toList());
      assertEquals(
          before.hits().stream().map(SearchHit::falseMatchRate).toList(),
          after.hits().stream().map(SearchHit::falseMatchRate).toList());
      assertTrue(
          ARCHIVE.search().suggestions("lake", 9).stream()
              .noneMatch(s -> s.kind() == Suggestion.Kind.CONCEPT && s.text().equals("lake")));
    } finally {
      ARCHIVE.model().markConcepts(Map.of());
    }
    assertEquals("lake", ARCHIVE.search().suggestions("lake", 1).get(0).text());
  }

  private static List<String> names(SearchHit hit) {
    return hit.concepts().stream().map(SharedConcept::name).toList();
  }

  @Test
  void conceptsAreSuggestedBeforeCaptions() {
    List<Suggestion> all = ARCHIVE.search().suggestions("boa", 9);
    assertEquals(Suggestion.Kind.CONCEPT, all.get(0).kind());
    assertTrue(all.get(0).text().startsWith("boa"));
    Suggestion last = all.get(all.size() - 1);
    assertTrue(last.kind() == Suggestion.Kind.CAPTION && last.text().contains("boats"));
    assertTrue(ARCHIVE.search().suggestions("lake", 1).get(0).strength() > 0);
    int shown = ARCHIVE.search().suggestions("lake", 1).get(0).images();
    assertTrue(shown > 0 && shown <= ARCHIVE.catalog().images().size(), shown + " images show it");
    assertEquals(1, ARCHIVE.search().suggestions("boa", 1).size());
    ImageSearch port = ARCHIVE.search();
    assertTrue(port.suggestions("  ", 3).isEmpty());
  }

  @Test
  void theContributionsOfTheTermsAddUpToTheScore() {
    SearchResult result = ARCHIVE.search().search("boats^2, lake", 40);
    for (SearchHit hit : List.of(result.hits().get(0), result.hits().get(39))) {
      List<TermContribution> terms =
          ARCHIVE.search().contributions(result.request().query(), hit.image());
      assertEquals(List.of("boats", "lake"), terms.stream().map(t -> t.term().text()).toList());
      assertEquals(hit.score(), terms.stream().mapToDouble(TermContribution::score).sum(), 1e-5);
    }
  }

  @Test
  void anExclusionLowersTheScoreOfWhatItDescribes() {
    SearchResult boats = ARCHIVE.search().search("boats", 1);
    List<TermContribution> terms =
        ARCHIVE
            .search()
            .contributions(
                QueryParser.parse("lake blazzerwort -boats"), boats.hits().get(0).image());
    assertEquals(2, terms.size(), "a term that the model does not know is left out");
    assertTrue(terms.get(1).term().excluded());
    assertTrue(terms.get(1).score() < -0.1, terms::toString);
    assertTrue(terms.get(0).score() > terms.get(1).score());
  }
}
