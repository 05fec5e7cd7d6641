package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.imagery.PictureReader;

/** The vector of one image file, whole. */
public final class PictureVector {
  private final PictureReader reader;
  private final ModelSource model;

  /**
   * @param reader of the file
   * @param model that embeds it
   */
  public PictureVector(PictureReader reader, ModelSource model) {
    this.reader = reader;
    this.model = model;
  }

  /**
   * Reads and embeds a file.
   *
   * @return of unit length
   * @throws org.kamcl.explorer.domain.ExplorerException if it cannot be read
   */
  public float[] of(Path file) {
    var pixels = reader.read(file, Optional.empty(), PictureReader.WORKING_SIDE);
    return model.model().embedImages(List.of(pixels)).get(0).unitVector();
  }
}
