package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.map.Gazetteer;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;

class ClosestCaptionsTest {
  @TempDir private Path folder;

  /** The details of the first hit, for which the service ranks captions of some bands. */
  private DetailsViewModel details(MatchBand... bands) throws IOException {
    List<RankedCaption> captions =
        Stream.of(bands)
            .map(band -> new RankedCaption(1, band.name(), 0.3, Optional.of(band)))
            .toList();
    TestImages.write(folder);
    ExplorerServices full = FolderServices.empty(folder);
    ImageSearch search =
        (ImageSearch)
            Proxy.newProxyInstance(
                ImageSearch.class.getClassLoader(),
                new Class<?>[] {ImageSearch.class},
                (proxy, method, arguments) ->
                    method.getName().equals("captions")
                        ? captions
                        : method.invoke(full.search(), arguments));
    ExploreFixture fixture =
        new ExploreFixture(
            new ForwardingExplorerServices(full) {
              @Override
              public ImageSearch search() {
                return search;
              }
            });
    DetailsViewModel details =
        new DetailsViewModel(
            fixture.archive,
            fixture.selection,
            fixture.background,
            fixture.feedback,
            new PlaceNames(new SimpleObjectProperty<>(Gazetteer.empty()), fixture.messages),
            fixture.messages);
    fixture.addAll();
    fixture.search.search("green");
    assertEquals("", fixture.search.problemProperty().get());
    assertFalse(fixture.selection.hits().isEmpty());
    assertFalse(details.loadingProperty().get());
    return details;
  }

  @Test
  void captionsThatAreWeakMatchesAreLeftOut() throws IOException {
    DetailsViewModel details = details(MatchBand.STRONG, MatchBand.POSSIBLE, MatchBand.WEAK);
    assertEquals(
        List.of("STRONG", "POSSIBLE"),
        details.captions().stream().map(RankedCaption::caption).toList());
    assertFalse(details.noCaptionFitsProperty().get());
  }

  @Test
  void itIsSaidThatNoCaptionFits() throws IOException {
    DetailsViewModel details = details(MatchBand.WEAK, MatchBand.WEAK);
    assertEquals(List.of(), details.captions());
    assertTrue(details.noCaptionFitsProperty().get());
  }
}
