package org.kamcl.explorer.search;

import java.util.Optional;
import org.kamcl.error.Problem;

/** What answers of an archive leave out. */
interface Warnings {
  /** Of lists of images, without a query and so without a model. */
  Optional<Problem> ofLists();

  /** Of searches. */
  Optional<Problem> ofSearches();
}
