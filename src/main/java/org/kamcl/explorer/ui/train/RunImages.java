package org.kamcl.explorer.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Small pictures of the images of a corpus, read in the background, the last ones kept. */
final class RunImages {
  private static final int MOST = 600;

  private final TaskExecutor executor;
  private final Source source;
  private final Map<Path, Image> cache =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Image> eldest) {
          return size() > MOST;
        }
      };
  private final Map<Path, List<Consumer<Image>>> waiting = new HashMap<>();
  private final Set<Path> failed = new HashSet<>();

  /** Reads the picture of an image file. Blocking. */
  @FunctionalInterface
  interface Source {
    /**
     * Reads a picture.
     *
     * @param side maximum width and height, pixels
     * @throws org.kamcl.error.KamclException if the file cannot be read
     */
    ArgbImage read(Path file, int side);
  }

  RunImages(TaskExecutor executor, Source source) {
    this.executor = executor;
    this.source = source;
  }

  /**
   * Loads a picture. A file that cannot be read leaves its place empty; the log names it.
   *
   * @param shown receives it, during the call if it is kept
   */
  void load(Path file, int side, Consumer<Image> shown) {
    Image kept = cache.get(file);
    if (kept != null) {
      shown.accept(kept);
      return;
    }
    if (failed.contains(file)) {
      return;
    }
    List<Consumer<Image>> others = waiting.get(file);
    if (others != null) {
      others.add(shown);
      return;
    }
    waiting.put(file, new ArrayList<>(List.of(shown)));
    executor.loadImage(
        () -> ThumbnailLoader.image(source.read(file, side)),
        image -> {
          cache.put(file, image);
          ended(file).forEach(receiver -> receiver.accept(image));
        },
        failure -> {
          failed.add(file);
          ended(file);
        });
  }

  private List<Consumer<Image>> ended(Path file) {
    List<Consumer<Image>> receivers = waiting.remove(file);
    return receivers == null ? List.of() : receivers;
  }

  /** Whether no picture is being read. */
  boolean isSettled() {
    return waiting.isEmpty();
  }
}
