package org.kamcl.explorer.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.Reason;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.ImageRecord;

class CaptioningStoreTest {
  private static final Reason FAR =
      new Reason(12.5, OptionalDouble.of(0.75), List.of("harbor", "\"pier\""), List.of("boats"));
  private static final Reason FIRST = new Reason(3, OptionalDouble.empty(), List.of(), List.of());

  @TempDir private Path folder;
  private Catalog catalog;
  private CaptioningQueue queue;
  private List<ImageRecord> images;

  @BeforeEach
  void open() {
    reopen();
    CatalogFixtures.save(
        catalog,
        CatalogFixtures.file("Towns", "a.jpg"),
        CatalogFixtures.file("Towns", "b.jpg"),
        CatalogFixtures.file("Fields", "c.jpg"));
    images = catalog.images();
  }

  private Path file() {
    return folder.resolve("catalog.db");
  }

  private void reopen() {
    if (catalog != null) {
      catalog.close();
    }
    catalog = Catalog.open(file());
    queue = catalog.captioning();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private Entry entry(int image, Reason reason) {
    return Entry.open(images.get(image), reason);
  }

  private Map<Long, State> states() {
    return queue.entries().stream().collect(Collectors.toMap(e -> e.image().id(), Entry::state));
  }

  @Test
  void theQueueKeepsItsOrderReasonsCaptionsAndDraftsWhenItIsOpenedAgain() {
    queue.begin(List.of(entry(2, FAR), entry(0, FIRST)));
    Entry written =
        entry(2, FAR).withCaption("two boats; \"near\" a pier").withCaption("ein Hafen, ÄÖ");
    queue.store(written.withDraft("some w"));
    reopen();
    assertEquals(List.of(written.withDraft("some w"), entry(0, FIRST)), queue.entries());
    assertEquals(List.of(written.withDraft("some w")), queue.captioned());
    assertEquals(List.of(), catalog.changedTables());
  }

  @Test
  void captionsOfTheQueueAreFoundByTheirWordsLikeOthers() {
    queue.begin(List.of(entry(2, FAR), entry(0, FIRST)));
    queue.store(entry(2, FAR).withCaption("Zwei Boote; ein Hafen in Málaga").withDraft("runway"));
    queue.store(entry(0, FIRST).withCaption("ein Feld").withCaption("a field near a port"));
    WordSearch words = catalog.words();
    assertEquals(List.of("Zwei Boote; ein Hafen in Málaga"), words.captions("hafen zwei", 5));
    assertEquals(List.of("Zwei Boote; ein Hafen in Málaga"), words.captions("malag", 5));
    assertArrayEquals(new long[] {images.get(2).id()}, words.images("boote"));
    assertArrayEquals(new long[] {images.get(0).id(), images.get(2).id()}, words.images("ein"));
    assertEquals(1, words.captions("ein", 1).size());
    // All words in one caption; neither drafts nor captions that were removed.
    assertArrayEquals(new long[0], words.images("feld port"));
    assertArrayEquals(new long[0], words.images("runway"));
    queue.store(entry(0, FIRST));
    assertEquals(List.of(), words.captions("feld", 5));
    // Like other captions, they are gone with their collection.
    catalog.collections().remove("Fields");
    assertArrayEquals(new long[0], words.images("boote"));
    assertEquals(List.of(), words.captions("boote", 5));
  }

  @Test
  void aDraftAloneSurvivesAnotherConnectionThatNeverClosed() {
    queue.begin(List.of(entry(0, FAR)));
    queue.store(entry(0, FAR).withDraft("a riv"));
    // Like a window that was killed: its connections are not closed before the next one reads.
    try (Catalog other = Catalog.open(file())) {
      assertEquals("a riv", other.captioning().entries().get(0).draft());
      assertEquals(State.OPEN, other.captioning().entries().get(0).state());
    }
  }

  @Test
  void anEarlierStateIsStoredAgainToUndo() {
    queue.begin(List.of(entry(0, FAR), entry(1, FAR)));
    Entry before = queue.entries().get(0);
    queue.store(before.withCaption("a farm"));
    queue.store(queue.entries().get(1).with(State.UNUSABLE));
    assertEquals(Set.of(images.get(1).id()), queue.unusable());
    queue.store(before);
    queue.store(queue.entries().get(1).with(State.OPEN));
    assertEquals(List.of(entry(0, FAR), entry(1, FAR)), queue.entries());
    assertEquals(List.of(), queue.captioned());
    assertEquals(Set.of(), queue.unusable());
  }

  @Test
  void theNextQueueKeepsWhatWasWritten() {
    queue.begin(List.of(entry(0, FAR), entry(1, FAR)));
    queue.store(entry(0, FAR).withCaption("a farm"));
    queue.store(entry(1, FAR).with(State.SKIPPED).withDraft("unfinis"));
    queue.begin(List.of(entry(1, FIRST), entry(2, FIRST)));
    assertEquals(Map.of(images.get(1).id(), State.OPEN, images.get(2).id(), State.OPEN), states());
    assertEquals("unfinis", queue.entries().get(0).draft());
    assertEquals(FIRST, queue.entries().get(0).reason());
    assertEquals(List.of(entry(0, FAR).withCaption("a farm")), queue.captioned());
    queue.begin(List.of(entry(0, FIRST)));
    assertEquals(Map.of(images.get(0).id(), State.CAPTIONED), states());
    assertEquals(List.of("a farm"), queue.entries().get(0).captions());
    queue.end();
    assertEquals(List.of(), queue.entries());
    assertEquals(1, queue.captioned().size());
  }

  @Test
  void theSameCaptionIsKeptOnce() {
    Entry twice = entry(0, FAR).withCaption("a farm").withCaption("a farm");
    assertEquals(List.of("a farm"), twice.captions());
  }

  @Test
  void removedImagesLeaveTheQueueAndComeBackWhenTheRemovalIsUndone() {
    queue.begin(List.of(entry(0, FAR), entry(1, FAR)));
    queue.store(entry(0, FAR).withCaption("a farm"));
    ImageCollections.Removal removal = catalog.collections().remove("Towns");
    assertEquals(List.of(), queue.entries());
    assertEquals(List.of(), queue.captioned());
    removal.undo();
    assertEquals(2, queue.entries().size());
    assertEquals(List.of("a farm"), queue.entries().get(0).captions());
  }

  @Test
  void damagedCaptionsAreLeftOutAndReportedAndNeverSealed() throws SQLException {
    queue.begin(List.of(entry(0, FAR), entry(1, FAR)));
    queue.store(entry(0, FAR).withCaption("a farm"));
    catalog.close();
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = open.createStatement()) {
      statement.executeUpdate(
          "UPDATE captioning SET captions = '[\"a fort\"]' WHERE image_id = " + images.get(0).id());
    }
    reopen();
    assertEquals(List.of(entry(1, FAR)), queue.entries());
    assertEquals(List.of(), queue.captioned());
    assertEquals(List.of(new ChangedTable("captioning", 1)), catalog.changedTables());
    queue.begin(List.of(entry(0, FAR)));
    assertEquals(List.of(entry(0, FAR)), queue.entries());
  }

  @Test
  void anImageThatIsGoneIsIgnored() {
    Entry unknown = Entry.open(ImageRecord.builder(999, "", Path.of("/x.jpg")).build(), FAR);
    queue.begin(List.of(unknown, entry(0, FAR)));
    queue.store(unknown.withCaption("nothing"));
    assertEquals(List.of(entry(0, FAR)), queue.entries());
  }
}
