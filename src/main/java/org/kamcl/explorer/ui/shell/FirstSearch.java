package org.kamcl.explorer.ui.shell;

import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;

/** The search that a window begins with, as soon as its archive is open. */
final class FirstSearch {
  private final ArchiveViewModel archive;
  private final PerspectiveSwitcher switcher;

  /** Query to run once the archive is open; empty when there is none. */
  private String expected = "";

  FirstSearch(ArchiveViewModel archive, PerspectiveSwitcher switcher) {
    this.archive = archive;
    this.switcher = switcher;
  }

  /**
   * Runs a query once the archive is open, without leaving the perspective that is shown. Call it
   * before the archive is opened.
   */
  void run(String words) {
    expected = words;
    switcher.searchTarget().ifPresent(target -> target.onFirstResult(() -> expected = ""));
    whenOpen(target -> target.search(words));
  }

  /** Runs a search once the archive is open, as {@link #run(String)} does. */
  void run(SearchRequest request) {
    whenOpen(target -> target.search(request));
  }

  private void whenOpen(Consumer<SearchTarget> search) {
    archive.expectSearch();
    ChangeListener<ArchiveViewModel.State> once =
        new ChangeListener<>() {
          @Override
          public void changed(
              ObservableValue<? extends ArchiveViewModel.State> property,
              ArchiveViewModel.State before,
              ArchiveViewModel.State state) {
            property.removeListener(this);
            if (state == ArchiveViewModel.State.READY) {
              switcher.searchTarget().ifPresent(search);
            }
          }
        };
    archive.stateProperty().addListener(once);
  }

  /** The last query, or the one that is to run first; empty for none. */
  String lastQuery() {
    String last = switcher.searchTarget().map(SearchTarget::lastQuery).orElse("");
    return last.isEmpty() ? expected : last;
  }
}
