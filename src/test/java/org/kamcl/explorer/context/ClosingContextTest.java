package org.kamcl.explorer.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.explorer.ui.task.FxTaskExecutor;
import org.kamcl.support.TestModels;
import org.slf4j.LoggerFactory;

/** Services that are closed while the window's threads work with them. */
class ClosingContextTest {
  private static final long SECONDS = 30;
  private static final SearchRequest REQUEST =
      SearchRequest.of(QueryParser.parse("a lake, trees"), 3);

  @TempDir private static Path folder;
  private static Path images;
  private static Workspace workspace;

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** Work that the window starts. */
  private enum Work {
    SEARCH {
      @Override
      void run(ExplorerContext context) {
        context.search().search(REQUEST);
      }
    },
    CAPTIONS {
      @Override
      void run(ExplorerContext context) {
        context.search().captions(REQUEST);
      }
    },
    SUGGESTIONS {
      @Override
      void run(ExplorerContext context) {
        context.search().suggestions("lak", 3);
      }
    },
    COUNT {
      @Override
      void run(ExplorerContext context) {
        context.search().count(SearchFilter.NONE.withLocationMissing(true));
      }
    },
    EXPLANATION {
      @Override
      void run(ExplorerContext context) {
        context
            .explanations()
            .explain(first(context), REQUEST, Explainer.Request.DEFAULT, () -> false);
      }
    },
    CONCEPTS {
      @Override
      void run(ExplorerContext context) {
        context.concepts().overview(() -> false);
      }
    },
    PLOT {
      @Override
      void run(ExplorerContext context) {
        context.plots().principalComponents(() -> false);
      }
    },
    THUMBNAIL {
      @Override
      void run(ExplorerContext context) {
        context.thumbnails().thumbnail(first(context), 20);
      }
    },
    TAG {
      @Override
      void run(ExplorerContext context) {
        context.tags().tag(List.of(1L), "coast");
      }
    },
    EXPORT {
      @Override
      void run(ExplorerContext context) {
        Path file = folder.resolve("hits-" + Thread.currentThread().getId() + ".csv");
        context
            .exporter()
            .export(
                context.search().search(REQUEST),
                context.exporter().formatOf(file).orElseThrow(),
                file);
      }
    },
    INDEX {
      @Override
      void run(ExplorerContext context) {
        context.index(IndexRequest.of(images)).run(JobContext.NONE);
      }
    };

    abstract void run(ExplorerContext context);

    private static ImageRecord first(ExplorerContext context) {
      return context.archive().images().get(0);
    }
  }

  @BeforeAll
  static void createArchive() throws IOException {
    TestModels.defaultModel(folder.resolve("models/small"));
    images = Files.createDirectories(folder.resolve("images"));
    for (int i = 0; i < 4; i++) {
      Files.write(images.resolve("p" + i + ".jpg"), ImageBytes.jpeg(TestModels.image(i, 80, 40)));
    }
    Files.writeString(images.resolve("captions.csv"), "filename,caption\np0.jpg,a green lake\n");
    workspace = new Workspace(folder.resolve("workspace"), Optional.empty());
    try (ExplorerContext context = open()) {
      context.index(IndexRequest.of(images)).run(JobContext.NONE);
    }
  }

  private static ExplorerContext open() {
    return ExplorerContext.open(
        workspace,
        new ModelStore(folder.resolve("models"), Optional.empty()),
        Optional.empty(),
        DeviceChoice.CPU);
  }

  @BeforeEach
  void watchTheLog() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void ignoreTheLog() {
    root.detachAppender(log);
  }

  @Test
  void workThatIsRunningIsCancelled() throws InterruptedException {
    Map<Work, Throwable> failures = new ConcurrentHashMap<>();
    CountDownLatch ended = new CountDownLatch(Work.values().length);
    CountDownLatch begun = new CountDownLatch(Work.values().length);
    try (FxTaskExecutor tasks = new FxTaskExecutor(Runnable::run)) {
      ExplorerContext context = open();
      for (Work work : Work.values()) {
        // Again and again, so that it is running when the services are closed.
        tasks.run(
            () -> repeat(work, context, begun),
            done -> {},
            failure -> {
              failures.put(work, failure);
              ended.countDown();
            });
      }
      assertTrue(begun.await(SECONDS, TimeUnit.SECONDS), "the work succeeds before closing");
      context.close();
      assertTrue(ended.await(SECONDS, TimeUnit.SECONDS), "the work ends: " + failures);
    }
    failures.forEach(
        (work, failure) ->
            assertInstanceOf(CancellationException.class, failure, () -> work.toString()));
    assertEquals(
        List.of(),
        log.list.stream()
            .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
            .map(ILoggingEvent::getFormattedMessage)
            .toList());
  }

  private static boolean repeat(Work work, ExplorerContext context, CountDownLatch begun) {
    work.run(context);
    begun.countDown();
    while (true) {
      work.run(context);
    }
  }

  @Test
  void closedServicesDoNotOpenTheCatalogAgain() {
    ExplorerContext context = open();
    assertEquals(4, context.archive().images().size());
    context.close();
    for (Work work : Work.values()) {
      try {
        work.run(context);
        throw new AssertionError(work + " runs with closed services");
      } catch (CancellationException e) {
        assertTrue(Files.notExists(workspace.folder().resolve("catalog.db-wal")), work::toString);
      }
    }
  }
}
