package org.kamcl.explorer.ui;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Drops files on a node, which a headless robot cannot do. */
public final class FileDrop {
  private FileDrop() {}

  /**
   * Drags files over a node and drops them on it, on the JavaFX thread.
   *
   * @return whether the node, or a parent of it, took them
   */
  public static boolean on(Node node, Path... files) {
    return on(node, node, files);
  }

  /** As above, from another program. */
  public static boolean fromOutside(Node node, Path... files) {
    return on(node, null, files);
  }

  private static boolean on(Node node, Node source, Path... files) {
    Dragboard board = board(Stream.of(files).map(Path::toFile).toList());
    DragEvent over = event(DragEvent.DRAG_OVER, node, source, board);
    Event.fireEvent(node, over);
    DragEvent dropped = event(DragEvent.DRAG_DROPPED, node, source, board);
    Event.fireEvent(node, dropped);
    return dropped.isDropCompleted();
  }

  private static DragEvent event(
      EventType<DragEvent> type, Node node, Node source, Dragboard board) {
    return new DragEvent(
        node, node, type, board, 5, 5, 5, 5, TransferMode.COPY, source, node, null);
  }

  private static Dragboard board(List<File> files) {
    return DragboardHelper.createDragboard(
        (TKClipboard)
            Proxy.newProxyInstance(
                FileDrop.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getContentTypes" -> Set.of(DataFormat.FILES);
                      case "hasContent" -> arguments[0].equals(DataFormat.FILES);
                      case "getContent" -> arguments[0].equals(DataFormat.FILES) ? files : null;
                      case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                      default -> null;
                    }));
  }
}
