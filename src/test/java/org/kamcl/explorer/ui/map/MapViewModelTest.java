package org.kamcl.explorer.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.task.DirectBackground;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.words.Messages;

class MapViewModelTest {
  @TempDir private Path folder;

  private final SelectionViewModel selection = new SelectionViewModel();
  private MapViewModel map;

  @BeforeEach
  void search() throws IOException {
    TestImages.write(folder);
    Messages messages = new Messages(Locale.ENGLISH);
    DirectBackground background = new DirectBackground();
    ArchiveViewModel archive =
        new ArchiveViewModel(
            () -> FolderServices.of(folder), background, new JobsViewModel(background), messages);
    map = new MapViewModel(archive, selection, background);
    map.resize(800, 600);
    archive.open();
    selection.show(archive.services().orElseThrow().search().search("green", 200).hits());
  }

  @Test
  void allImagesAreInViewAfterTheArchiveOpened() {
    assertTrue(map.viewport().zoom() > 3);
    for (MapMark mark : map.marks()) {
      assertTrue(map.viewport().shows(mark.column(), mark.row()));
    }
  }

  @Test
  void everyHitWithAPlaceIsInOneMarkAndTheBestIsDrawnLast() {
    int hits = map.marks().stream().mapToInt(mark -> mark.hits().size()).sum();
    assertEquals(selection.hits().size(), hits);
    assertEquals(1, map.marks().get(map.marks().size() - 1).best().rank());
  }

  @Test
  void aClickOnAMarkSelectsItsHit() {
    MapMark mark =
        map.marks().stream()
            .filter(each -> !each.hits().contains(selection.selected()))
            .findFirst()
            .orElseThrow();
    SearchHit expected = map.markAt(mark.column(), mark.row()).orElseThrow().best();
    map.click(mark.column(), mark.row());
    assertEquals(expected, selection.selected());
  }

  @Test
  void aHitThatIsSelectedElsewhereComesIntoView() {
    map.zoom(0, 0, 6);
    SearchHit last = selection.hits().get(selection.hits().size() - 1);
    selection.select(last);
    var middle = last.image().footprint().orElseThrow().middle();
    assertTrue(
        map.viewport()
            .shows(
                map.viewport().column(Mercator.x(middle.lon())),
                map.viewport().row(Mercator.y(middle.lat()))));
  }
}
