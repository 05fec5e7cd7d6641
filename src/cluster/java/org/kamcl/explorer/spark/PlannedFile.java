package org.kamcl.explorer.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.index.FileEmbedder.ContentState;

/**
 * A file whose images are planned.
 *
 * @param input the file
 * @param size bytes when it was planned
 * @param modified milliseconds since 1970 when it was planned
 * @param sha256 hash of its content; empty if it cannot be used
 * @param tiling serialized key of its tiling; empty if it cannot be used
 * @param imageCount number of its images
 * @param problem JSON of the reason why it cannot be used, or null
 */
record PlannedFile(
    InputFile input,
    long size,
    long modified,
    String sha256,
    String tiling,
    int imageCount,
    @Nullable String problem)
    implements Serializable {
  static PlannedFile of(InputFile input, ContentState state) {
    return new PlannedFile(
        input,
        state.size(),
        state.modified(),
        state.sha256(),
        state.tiling(),
        state.imageCount(),
        null);
  }

  static PlannedFile unusable(InputFile input, String problem) {
    return new PlannedFile(input, input.size(), input.modified(), "", "", 0, problem);
  }

  ContentState state() {
    return new ContentState(size, modified, sha256, tiling, imageCount);
  }
}
