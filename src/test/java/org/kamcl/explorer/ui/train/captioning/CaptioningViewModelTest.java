package org.kamcl.explorer.ui.train.captioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.corpus.Corpus;
import org.kamcl.engine.corpus.CorpusReader;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.train.captioning.CaptioningViewModel.Page;

/** The captioning queue without a window. */
class CaptioningViewModelTest {
  @TempDir private Path folder;

  private final DirectTaskExecutor background = new DirectTaskExecutor();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final List<String> trained = new ArrayList<>();
  private ExplorerServices services;
  private CaptioningViewModel model;

  @BeforeEach
  void open() throws IOException {
    TestImages.write(folder);
    services = FolderServices.of(folder);
    model = model(services);
  }

  private CaptioningViewModel model(ExplorerServices opened) {
    JobsViewModel jobs = new JobsViewModel(background);
    ArchiveViewModel archive = new ArchiveViewModel(() -> opened, background, jobs, messages);
    archive.open();
    CaptioningViewModel created =
        new CaptioningViewModel(
            archive, jobs, background, messages, () -> LocalDate.of(2026, 1, 2));
    created.onTrain((corpus, from) -> trained.add(corpus.getFileName() + " from " + from));
    return created;
  }

  private List<Entry> stored() {
    return services.captioningQueue().entries();
  }

  private void begin() {
    model.open();
    model.suggest(3, Optional.empty());
  }

  private void write(String caption) {
    model.textProperty().set(caption);
    model.save(false);
  }

  @Test
  void theStartIsShownUntilImagesAreSuggested() {
    assertEquals(Page.LOADING, model.pageProperty().get());
    model.open();
    assertEquals(Page.START, model.pageProperty().get());
    assertEquals(List.of("Trial"), model.collections());
    model.suggest(3, Optional.empty());
    assertEquals(Page.IMAGE, model.pageProperty().get());
    assertEquals(3, model.size());
    assertEquals(stored().get(0), model.entry());
    assertTrue(model.isSettled());
  }

  @Test
  void aSecondSuggestionWaitsForTheFirst() {
    model.open();
    background.hold();
    model.suggest(3, Optional.empty());
    model.suggest(1, Optional.empty());
    assertFalse(model.isSettled());
    background.release();
    assertEquals(3, model.size());
    assertTrue(model.isSettled());
  }

  @Test
  void withoutASuggestionTheQueueDoesNotBegin() {
    model.open();
    model.suggest(3, Optional.of("Elsewhere"));
    assertEquals(Page.START, model.pageProperty().get());
    assertTrue(model.problemProperty().get().startsWith("No image to suggest"));
    assertEquals(List.of(), stored());
  }

  @Test
  void aFailedSuggestionIsSaidAndCanBeRepeated() {
    boolean[] fails = {true};
    model =
        model(
            new ForwardingExplorerServices(services) {
              @Override
              public CaptionSuggestions captionSuggestions() {
                if (fails[0]) {
                  throw new KamclException(LegacyError.SENTENCE, "The catalog is damaged.");
                }
                return services.captionSuggestions();
              }
            });
    begin();
    assertEquals("The catalog is damaged.", model.problemProperty().get());
    assertTrue(model.isSettled());
    fails[0] = false;
    model.suggest(3, Optional.empty());
    assertEquals("", model.problemProperty().get());
    assertEquals(Page.IMAGE, model.pageProperty().get());
  }

  @Test
  void captionsAreStoredAndLeadToTheNextImageAndTheEnd() {
    begin();
    model.textProperty().set("  a green \t field ");
    model.save(true);
    assertEquals(0, model.indexProperty().get());
    assertEquals("", model.textProperty().get());
    assertEquals(List.of("a green field"), stored().get(0).captions());
    // Nothing typed: an image with a caption is left, one without is not.
    model.save(false);
    assertEquals(1, model.indexProperty().get());
    model.save(false);
    assertEquals(1, model.indexProperty().get());
    assertEquals(messages.text("captioning.empty"), model.problemProperty().get());
    write("a road");
    assertEquals("", model.problemProperty().get());
    model.markUnusable();
    assertEquals(Page.DONE, model.pageProperty().get());
    assertEquals(2, model.captions());
    assertEquals(2, model.count(State.CAPTIONED));
    assertEquals(1, model.count(State.UNUSABLE));
    assertEquals(stored().get(2).state(), State.UNUSABLE);
  }

  @Test
  void whatIsTypedIsKeptWhenImagesAreLeftAndSkipped() {
    begin();
    model.textProperty().set("a riv");
    model.skip();
    assertEquals(State.SKIPPED, stored().get(0).state());
    assertEquals("a riv", stored().get(0).draft());
    model.back();
    assertEquals("a riv", model.textProperty().get());
    model.forward();
    model.forward();
    model.forward();
    assertEquals(Page.DONE, model.pageProperty().get());
    model.back();
    assertEquals(2, model.indexProperty().get());
    // A window that is opened again continues at the first image that waits.
    CaptioningViewModel other = model(services);
    other.open();
    assertEquals(1, other.indexProperty().get());
    assertFalse(other.canUndo());
  }

  @Test
  void anImageWithACaptionIsNotSkippedButLeft() {
    begin();
    model.textProperty().set("a lake");
    model.save(true);
    model.skip();
    assertEquals(State.CAPTIONED, stored().get(0).state());
    assertEquals(1, model.indexProperty().get());
  }

  @Test
  void everyChangeIsUndoneAtItsImageInTheOppositeOrder() {
    begin();
    write("a lake");
    model.markUnusable();
    write("a road");
    assertEquals(Page.DONE, model.pageProperty().get());
    model.undo();
    assertEquals(2, model.indexProperty().get());
    assertEquals("a road", model.textProperty().get());
    assertEquals(List.of(), stored().get(2).captions());
    model.undo();
    assertEquals(1, model.indexProperty().get());
    assertEquals(State.OPEN, stored().get(1).state());
    model.undo();
    assertEquals("a lake", stored().get(0).draft());
    assertFalse(model.canUndo());
    model.undo();
    assertEquals(0, model.indexProperty().get());
  }

  @Test
  void aRemovedCaptionOpensItsImageOnlyIfItWasTheLast() {
    begin();
    model.textProperty().set("a lake");
    model.save(true);
    model.textProperty().set("water");
    model.save(true);
    model.removeCaption("a lake");
    assertEquals(List.of("water"), stored().get(0).captions());
    assertEquals(State.CAPTIONED, stored().get(0).state());
    model.removeCaption("water");
    assertEquals(State.OPEN, stored().get(0).state());
    model.undo();
    assertEquals(List.of("water"), stored().get(0).captions());
  }

  @Test
  void hintsAreAddedToWhatIsTyped() {
    begin();
    assertFalse(model.hints().isEmpty());
    assertTrue(model.hints().size() <= CaptioningViewModel.HINTS);
    model.useHint("many trees");
    model.useHint("near a road");
    assertEquals("many trees near a road", model.textProperty().get());
    assertEquals("many trees near a road", stored().get(0).draft());
  }

  @Test
  void theCaptionsBecomeACorpusForTheWizard() {
    begin();
    write("a lake");
    model.skip();
    model.skip();
    model.fineTune();
    assertEquals(List.of("captions-2026-01-02 from Optional[colors]"), trained);
    Corpus corpus =
        new CorpusReader(Optional.empty(), true).read(services.trainingCorpora().made().get(0));
    assertEquals(1, corpus.images().size());
    assertEquals(List.of("a lake"), corpus.images().get(0).captions());
    model.startAgain();
    assertEquals(Page.START, model.pageProperty().get());
  }

  @Test
  void withoutCaptionsThereIsNothingToTrain() {
    begin();
    model.fineTune();
    assertEquals(List.of(), trained);
    assertEquals(List.of(), services.trainingCorpora().made());
  }

  @Test
  void whatCannotBeStoredIsSaid() {
    boolean[] fails = {false};
    CaptioningQueue real = services.captioningQueue();
    CaptioningQueue failing =
        (CaptioningQueue)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CaptioningQueue.class},
                (proxy, method, arguments) -> {
                  if (fails[0] && method.getName().equals("store")) {
                    throw new KamclException(LegacyError.SENTENCE, "The disk is full.");
                  }
                  return method.invoke(real, arguments);
                });
    model =
        model(
            new ForwardingExplorerServices(services) {
              @Override
              public CaptioningQueue captioningQueue() {
                return failing;
              }
            });
    begin();
    fails[0] = true;
    model.textProperty().set("a lake");
    assertEquals("The disk is full.", model.problemProperty().get());
    assertEquals("", stored().get(0).draft());
    assertTrue(model.isSettled());
    fails[0] = false;
    model.textProperty().set("a lake with boats");
    assertEquals("a lake with boats", stored().get(0).draft());
  }
}
