package org.kamcl.explorer.ui.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.ModelLimits;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captions of the hits: those that an image has in the archive or, if it has none, those that are
 * closest to it. They are only looked up for the hits in view.
 */
public final class CaptionsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(CaptionsViewModel.class);

  /** Number of captions of a hit. */
  private static final int CAPTIONS = 2;

  private static final int MAX_CACHED = 2000;

  private final ArchiveViewModel archive;
  private final TaskExecutor taskExecutor;

  /** Number of requests without an answer. */
  private int pending;

  /** Closest captions by image id. */
  private final Map<Long, List<String>> cache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<String>> eldest) {
          return size() > MAX_CACHED;
        }
      };

  /** Of an archive. */
  public CaptionsViewModel(ArchiveViewModel archive, TaskExecutor taskExecutor) {
    this.archive = archive;
    this.taskExecutor = taskExecutor;
    archive.images().addListener((ListChangeListener<ImageRecord>) change -> cache.clear());
  }

  /**
   * Finds the captions of an image.
   *
   * @param found receives the captions, best first, on the JavaFX thread; during the call if they
   *     are known. Empty if none fits.
   * @return cancels the request
   */
  public TaskExecutor.Cancellable find(ImageRecord image, Consumer<List<String>> found) {
    List<String> known =
        image.captions().isEmpty()
            ? cache.get(image.id())
            : image.captions().stream().distinct().limit(CAPTIONS).toList();
    ExplorerServices services = archive.services().orElse(null);
    if (known != null || services == null) {
      found.accept(known == null ? List.of() : known);
      return () -> {};
    }
    pending++;
    boolean[] open = {true};
    Runnable end =
        () -> {
          if (open[0]) {
            open[0] = false;
            pending--;
          }
        };
    TaskExecutor.Cancellable finding =
        taskExecutor.loadImage(
            () ->
                services.search().captions(image, CAPTIONS).stream()
                    .filter(RankedCaption::fits)
                    .map(RankedCaption::caption)
                    .toList(),
            captions -> {
              end.run();
              cache.put(image.id(), captions);
              found.accept(captions);
            },
            failure -> {
              end.run();
              // A model may have no captions to choose from.
              LOG.debug("No captions", failure);
              cache.put(image.id(), List.of());
              found.accept(List.of());
            });
    return () -> {
      end.run();
      finding.cancel();
    };
  }

  /** The key of the sentence where no caption is shown. */
  String noneKey() {
    return ModelLimits.noCaptions(archive);
  }

  /** Whether captions are being looked up. */
  boolean isLoading() {
    return pending > 0;
  }
}
