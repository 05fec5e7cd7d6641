package org.kamcl.explorer.ui.explore;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Accepts image files and hits that are dropped on a node; other files are left to its parents. */
final class ImageDropTarget {
  private final ExampleImagesViewModel examples;

  private ImageDropTarget(ExampleImagesViewModel examples) {
    this.examples = examples;
  }

  /**
   * Installs a drop target on a node.
   *
   * @param examples receives the first accepted file, or the hit
   */
  static void install(Node node, ExampleImagesViewModel examples) {
    ImageDropTarget target = new ImageDropTarget(examples);
    node.addEventHandler(DragEvent.DRAG_OVER, target::over);
    node.addEventHandler(DragEvent.DRAG_DROPPED, target::drop);
  }

  private List<Path> image(Dragboard content) {
    return content.getFiles().stream()
        .map(File::toPath)
        .filter(examples::isImage)
        .limit(1)
        .toList();
  }

  private void over(DragEvent event) {
    Dragboard content = event.getDragboard();
    if (content.hasContent(HitClipboard.IMAGE_ID) || !image(content).isEmpty()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void drop(DragEvent event) {
    Dragboard content = event.getDragboard();
    if (content.getContent(HitClipboard.IMAGE_ID) instanceof String id) {
      examples.add(Long.parseLong(id));
    } else if (!image(content).isEmpty()) {
      examples.add(image(content));
    } else {
      return;
    }
    event.setDropCompleted(true);
    event.consume();
  }
}
