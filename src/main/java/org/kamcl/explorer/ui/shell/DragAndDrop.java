package org.kamcl.explorer.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Folders and files that are dropped anywhere are added; who wants them first consumes them. */
final class DragAndDrop {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop");

  private final Node root;
  private final Consumer<List<Path>> add;

  private DragAndDrop(Node root, Consumer<List<Path>> add) {
    this.root = root;
    this.add = add;
  }

  /**
   * Lets a node take drops.
   *
   * @param add is given what was dropped
   */
  static void on(Node root, Consumer<List<Path>> add) {
    DragAndDrop dragAndDrop = new DragAndDrop(root, add);
    root.addEventHandler(DragEvent.DRAG_OVER, dragAndDrop::over);
    root.addEventHandler(
        DragEvent.DRAG_EXITED_TARGET, event -> root.pseudoClassStateChanged(OVER, false));
    root.addEventHandler(DragEvent.DRAG_DROPPED, dragAndDrop::dropped);
  }

  private void over(DragEvent event) {
    boolean files = event.getDragboard().hasFiles();
    if (files) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    root.pseudoClassStateChanged(OVER, files);
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<Path> paths = event.getDragboard().getFiles().stream().map(File::toPath).toList();
    root.pseudoClassStateChanged(OVER, false);
    event.setDropCompleted(!paths.isEmpty());
    event.consume();
    if (!paths.isEmpty()) {
      add.accept(paths);
    }
  }
}
