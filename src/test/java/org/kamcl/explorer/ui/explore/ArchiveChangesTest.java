package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.domain.ImageRecord;

class ArchiveChangesTest {
  private static ImageRecord image(long id) {
    return ImageRecord.builder(id, "Test", Path.of("image" + id + ".png")).size(20, 10).build();
  }

  @Test
  void theImagesThatAreReadAfterOpeningAreNoNews() {
    ObservableList<ImageRecord> images = FXCollections.observableArrayList();
    List<String> calls = new ArrayList<>();
    ArchiveChanges changes = new ArchiveChanges(images, List.of());
    changes.listen(() -> calls.add("gone"), () -> calls.add("more"));
    // A search may have been answered by now.
    images.setAll(image(1), image(2));
    assertEquals(List.of(), calls);
    images.setAll(image(1), image(2), image(3));
    assertEquals(List.of("more"), calls);
    changes.expect();
    images.setAll(image(1));
    images.setAll(image(1), image(2));
    assertEquals(List.of("more", "more"), calls);
  }
}
