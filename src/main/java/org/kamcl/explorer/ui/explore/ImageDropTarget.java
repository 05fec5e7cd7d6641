package org.kamcl.explorer.ui.explore;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Accepts an image file that is dropped on a node; other files are left to its parents. */
final class ImageDropTarget {
  private final Predicate<Path> isImage;
  private final Consumer<Path> dropped;

  private ImageDropTarget(Predicate<Path> isImage, Consumer<Path> dropped) {
    this.isImage = isImage;
    this.dropped = dropped;
  }

  /**
   * Installs a drop target on a node.
   *
   * @param isImage whether a file is accepted
   * @param dropped receives the absolute path of the first accepted file
   */
  static void install(Node node, Predicate<Path> isImage, Consumer<Path> dropped) {
    ImageDropTarget target = new ImageDropTarget(isImage, dropped);
    node.addEventHandler(DragEvent.DRAG_OVER, target::over);
    node.addEventHandler(DragEvent.DRAG_DROPPED, target::drop);
  }

  private Optional<Path> image(DragEvent event) {
    return event.getDragboard().getFiles().stream()
        .map(File::toPath)
        .filter(isImage)
        .findFirst()
        .map(Path::toAbsolutePath);
  }

  private void over(DragEvent event) {
    if (image(event).isPresent()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void drop(DragEvent event) {
    image(event)
        .ifPresent(
            file -> {
              dropped.accept(file);
              event.setDropCompleted(true);
              event.consume();
            });
  }
}
