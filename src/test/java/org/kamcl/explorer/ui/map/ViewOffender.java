package org.kamcl.explorer.ui.map;

import javafx.scene.layout.Region;
import org.kamcl.explorer.search.SearchService;
import org.kamcl.explorer.ui.explore.OffenderViewModel;

/** Violates architecture rules on purpose, so that a test can check that violations are found. */
public final class ViewOffender extends Region {
  private final SearchService service;

  ViewOffender(SearchService service) {
    this.service = service;
  }

  OffenderViewModel cycle() {
    return new OffenderViewModel(this, this);
  }

  SearchService service() {
    return service;
  }
}
