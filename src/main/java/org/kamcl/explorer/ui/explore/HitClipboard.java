package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;

/** Hits as content of the clipboard and of drag and drop. */
final class HitClipboard {
  /** Id of an image of the archive, as text. */
  static final DataFormat IMAGE_ID = new DataFormat("application/x-kamcl-image-id");

  private HitClipboard() {}

  /** The files of images, each once: as paths, one per line, and as files. */
  static ClipboardContent files(List<ImageRecord> images) {
    List<Path> files = images.stream().map(ImageRecord::file).distinct().toList();
    ClipboardContent content = new ClipboardContent();
    content.putString(files.stream().map(Path::toString).collect(Collectors.joining("\n")));
    content.putFiles(files.stream().map(Path::toFile).toList());
    return content;
  }

  /** A hit that is dragged: its file for other programs, its id for the query. */
  static ClipboardContent dragged(SearchHit hit) {
    ClipboardContent content = files(List.of(hit.image()));
    content.put(IMAGE_ID, Long.toString(hit.image().id()));
    return content;
  }
}
