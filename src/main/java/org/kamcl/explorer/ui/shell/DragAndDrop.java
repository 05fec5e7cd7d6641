package org.kamcl.explorer.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/**
 * Accepts files and folders dropped on a node. A child that wants a drop for itself consumes the
 * event.
 */
public final class DragAndDrop {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop");

  private final Node root;
  private final Consumer<List<Path>> add;

  private DragAndDrop(Node root, Consumer<List<Path>> add) {
    this.root = root;
    this.add = add;
  }

  /**
   * Installs drag and drop on a node.
   *
   * @param add receives the dropped paths
   */
  public static void on(Node root, Consumer<List<Path>> add) {
    DragAndDrop dragAndDrop = new DragAndDrop(root, add);
    root.addEventHandler(DragEvent.DRAG_OVER, dragAndDrop::over);
    root.addEventHandler(
        DragEvent.DRAG_EXITED_TARGET, event -> root.pseudoClassStateChanged(OVER, false));
    root.addEventHandler(DragEvent.DRAG_DROPPED, dragAndDrop::dropped);
  }

  private void over(DragEvent event) {
    // What is dragged from the window itself is in the archive already.
    boolean files = event.getDragboard().hasFiles() && event.getGestureSource() == null;
    if (files) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    root.pseudoClassStateChanged(OVER, files);
    event.consume();
  }

  private void dropped(DragEvent event) {
    List<Path> paths =
        event.getGestureSource() == null
            ? event.getDragboard().getFiles().stream().map(File::toPath).toList()
            : List.of();
    root.pseudoClassStateChanged(OVER, false);
    event.setDropCompleted(!paths.isEmpty());
    event.consume();
    if (!paths.isEmpty()) {
      add.accept(paths);
    }
  }
}
