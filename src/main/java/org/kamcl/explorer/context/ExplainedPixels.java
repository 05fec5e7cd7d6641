package org.kamcl.explorer.context;

import java.nio.file.Path;
import org.kamcl.engine.explain.ExplainedImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.index.ExplainedImageReader;
import org.kamcl.explorer.search.ExplanationService;

/** Reads the pixels of explained images as they are indexed. */
record ExplainedPixels(ExplainedImageReader reader) implements ExplanationService.PixelSource {
  @Override
  public ExplainedImage read(Path file) {
    return reader.read(file);
  }

  @Override
  public ExplainedImage read(ImageRecord image) {
    return reader.read(image);
  }
}
