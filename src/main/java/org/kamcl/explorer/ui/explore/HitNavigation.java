package org.kamcl.explorer.ui.explore;

import org.kamcl.explorer.domain.ImageRecord;

/** Shows hits in other parts of the window. */
public interface HitNavigation {
  /** Shows the selected hit large. */
  void inspect();

  /** Shows the hits. */
  void explore();

  /** Shows where an image is. One without a location changes nothing but the perspective. */
  void showOnMap(ImageRecord image);

  /** Shows on the map where in the scene of an image the query is seen. */
  void scoreMap(ImageRecord image);

  /** Shows a concept of the model in the archive. */
  void concept(String name);

  /** Opens the export options. */
  void export();
}
