package org.kamcl.explorer.ui.placing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.app.ExplorerContext;
import org.kamcl.explorer.domain.CoordinateSystem;
import org.kamcl.explorer.domain.Footprint;
import org.kamcl.explorer.domain.SystemAnswer;
import org.kamcl.explorer.domain.UnknownSystems.Question;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.DirectBackground;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.words.Messages;

/** The real archive, without a window. */
class PlacingViewModelTest {
  @TempDir private Path folder;

  private final DirectBackground background = new DirectBackground();
  private final Messages messages = new Messages(Locale.ENGLISH);
  private final JobsViewModel jobs = new JobsViewModel(background);
  private final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  private ExplorerContext context;
  private ArchiveViewModel archive;
  private PlacingViewModel model;
  private AnswerViewModel draft;
  private SystemChoiceViewModel choice;
  private Path images;

  @BeforeEach
  void open() throws IOException {
    images = Nameless.photos(folder.resolve("Photos"));
    context = ExplorerContext.open(Nameless.workspace(folder.resolve("home")));
    archive = new ArchiveViewModel(context::services, background, jobs, messages);
    model = new PlacingViewModel(archive, background, toasts, messages);
    draft = model.draft();
    choice = draft.choice();
    archive.open();
    archive.add(List.of(images));
  }

  @AfterEach
  void close() {
    context.close();
  }

  private void type(String words) {
    choice.typedProperty().set(words);
    background.letTimePass();
  }

  private long placed() {
    return archive.images().stream().filter(i -> i.footprint().isPresent()).count();
  }

  private List<SystemAnswer> answers() {
    return model.questions().stream().map(Question::answer).distinct().toList();
  }

  private String toast() {
    return toasts.toasts().get(toasts.toasts().size() - 1).text();
  }

  @Test
  void filesWithoutASystemAreAskedAboutAndPutOffUntilSomethingIsAddedAgain() {
    assertEquals(4, archive.images().size());
    assertEquals(3, model.waitingProperty().get());
    assertFalse(model.shownProperty().get(), "nothing opens unasked");
    model.later();
    assertEquals(0, model.waitingProperty().get());
    archive.refresh();
    assertEquals(0, model.waitingProperty().get());
    archive.add(List.of(images));
    assertEquals(3, model.waitingProperty().get());
    assertEquals(List.of(SystemAnswer.OPEN), answers());
  }

  @Test
  void aSystemIsFoundByWordsPreviewedUsedAndUndone() {
    model.answer();
    assertTrue(model.shownProperty().get());
    assertEquals(3, draft.countProperty().get());
    AnswerViewModel.Lie bare = draft.lieProperty().get();
    assertEquals(500_000, bare.preview().x(), 1e-6);
    assertEquals(5_300_000, bare.preview().y(), 1e-6);
    assertTrue(bare.preview().footprint().isEmpty());

    type("utm zone 32n");
    assertEquals(32632, choice.matches().get(0).epsg());
    assertTrue(choice.matches().stream().map(CoordinateSystem::epsg).toList().contains(25832));
    assertNull(choice.systemProperty().get(), "words choose nothing");
    assertFalse(draft.readyProperty().get());
    model.use();
    assertEquals(0, placed());

    choice.choose(choice.matches().get(0).epsg());
    assertEquals("EPSG:32632", choice.typedProperty().get());
    assertEquals("WGS 84 / UTM zone 32N", choice.systemProperty().get().name());
    assertEquals(List.of(), choice.matches());
    AnswerViewModel.Lie lie = draft.lieProperty().get();
    assertEquals("photo_0.png", lie.file().getFileName().toString());
    assertEquals(9, lie.preview().footprint().orElseThrow().middle().lon(), 0.01);
    assertEquals(360, lie.preview().width().orElseThrow(), 2);
    assertFalse(lie.outside());
    assertTrue(draft.readyProperty().get());
    List<Footprint> placed = new ArrayList<>();
    model.onPlaced(placed::addAll);
    model.use();
    assertEquals(
        archive.images().stream().flatMap(i -> i.footprint().stream()).toList(),
        placed,
        "the map is told");
    assertFalse(model.shownProperty().get());
    assertEquals(3, placed());
    assertEquals(0, model.waitingProperty().get());
    assertEquals(List.of(SystemAnswer.of(32632)), answers());
    assertEquals("3 files are placed by WGS 84 / UTM zone 32N (EPSG:32632).", toast());
    assertEquals("", archive.noticeProperty().get(), "said once is enough");
    assertEquals("Placing 3 files", jobs.all().get(0).title());

    toasts.run(toasts.toasts().get(0));
    assertEquals(0, placed());
    assertEquals(3, model.waitingProperty().get(), "it asks again");
    assertEquals(List.of(SystemAnswer.OPEN), answers());
  }

  @Test
  void whatIsNoSystemOrLeadsNowhereCannotBeUsed() {
    model.answer();
    type("EPSG:99999");
    assertEquals("There is no coordinate system EPSG:99999.", choice.complaintProperty().get());
    type("no such system");
    assertEquals("No coordinate system has such a name.", choice.complaintProperty().get());
    type("4326");
    assertEquals("", choice.complaintProperty().get());
    assertEquals("WGS 84", choice.systemProperty().get().name());
    assertTrue(draft.lieProperty().get().preview().footprint().isEmpty());
    assertFalse(draft.readyProperty().get(), "metres are no degrees");
    type("32633");
    assertFalse(draft.lieProperty().get().outside());
    type("2193");
    assertTrue(draft.readyProperty().get());
    assertTrue(draft.lieProperty().get().outside(), "that is meant for New Zealand");
    type("");
    assertNull(choice.systemProperty().get());
    assertFalse(draft.readyProperty().get());
    model.use();
    assertEquals(0, placed());
  }

  @Test
  void anAnswerIsForTheChosenFilesAndTheOthersWaitOn() {
    model.answer();
    type("32632");
    draft.rows().get(0).chosen().set(false);
    assertEquals("photo_1.png", draft.lieProperty().get().file().getFileName().toString());
    draft.chooseAll(false);
    assertEquals(0, draft.countProperty().get());
    assertNull(draft.lieProperty().get());
    assertFalse(draft.readyProperty().get());
    draft.rows().get(2).chosen().set(true);
    assertTrue(draft.readyProperty().get());
    model.use();
    assertEquals(1, placed());
    assertEquals(2, model.waitingProperty().get());
    model.answer();
    assertEquals(2, draft.rows().size(), "only those that wait");
    assertTrue(model.close());
    assertFalse(model.close());
    assertEquals(2, model.waitingProperty().get());
  }

  @Test
  void filesMayStayWithoutAPlaceAndBeAnsweredForAgain() {
    model.leaveAll();
    assertEquals(0, model.waitingProperty().get());
    assertEquals(List.of(SystemAnswer.NONE), answers());
    assertEquals("3 files stay without a place.", toast());
    archive.add(List.of(images));
    assertEquals(0, model.waitingProperty().get(), "that was an answer");
    model.answer();
    assertFalse(model.shownProperty().get(), "there is nothing to ask");

    model.answer("Photos");
    assertEquals(3, draft.countProperty().get());
    type("32632");
    model.use();
    assertEquals(3, placed());
    model.answer("Photos");
    assertEquals("EPSG:32632", choice.typedProperty().get(), "as it was answered before");
    assertTrue(draft.readyProperty().get());
    type("32633");
    model.use();
    assertTrue(
        archive.images().stream()
            .flatMap(i -> i.footprint().stream())
            .allMatch(f -> Math.abs(f.middle().lon() - 15) < 0.02));
    model.answer("Photos");
    model.leave();
    assertEquals(0, placed());
    assertEquals(List.of(SystemAnswer.NONE), answers());
    model.answer("elsewhere");
    assertFalse(model.shownProperty().get());
  }
}
