package org.kamcl.explorer.ui.explore;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

/** Compares the displayed hits with the archive when it has changed. */
final class ArchiveChanges {
  private final ObservableList<ImageRecord> images;
  private final List<SearchHit> hits;

  /** Number of images when the archive was last loaded. */
  private int count;

  /** Whether the images were read. */
  private boolean loaded;

  /** Whether the archive is reloading for a change that the hits already show. */
  private boolean expected;

  /**
   * @param images of the archive
   * @param hits the displayed hits
   */
  ArchiveChanges(ObservableList<ImageRecord> images, List<SearchHit> hits) {
    this.images = images;
    this.hits = hits;
  }

  /**
   * Calls an action after each change that was not expected: one if displayed images are gone,
   * another one if there are more images than before.
   */
  void listen(Runnable gone, Runnable more) {
    images.addListener((ListChangeListener<ImageRecord>) change -> changed(gone, more));
  }

  /** The hits already show the next change. */
  void expect() {
    expected = true;
  }

  private void changed(Runnable gone, Runnable more) {
    // Images are read after the archive is open, and a search may have been faster.
    boolean known = expected || !loaded;
    loaded = true;
    int before = count;
    expected = false;
    count = images.size();
    if (known) {
      return;
    }
    if (isAnyHitGone()) {
      gone.run();
    } else if (count > before) {
      more.run();
    }
  }

  private boolean isAnyHitGone() {
    // The hits are few, the images may be very many.
    Set<Long> sought = new HashSet<>();
    hits.forEach(hit -> sought.add(hit.image().id()));
    for (int i = 0; i < images.size() && !sought.isEmpty(); i++) {
      sought.remove(images.get(i).id());
    }
    return !sought.isEmpty();
  }
}
