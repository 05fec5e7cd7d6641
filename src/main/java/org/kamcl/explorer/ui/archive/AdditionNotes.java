package org.kamcl.explorer.ui.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.kamcl.explorer.settings.AdditionLog;
import org.kamcl.explorer.ui.Addition;
import org.kamcl.explorer.ui.task.Background;

/** Notes what is being added, in the background and in the order in which it happens. */
final class AdditionNotes {
  private final AdditionLog log;
  private final Background background;
  private final Consumer<Throwable> failed;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean writing;

  /**
   * @param failed hears of notes that could not be written; adding goes on without them
   */
  AdditionNotes(AdditionLog log, Background background, Consumer<Throwable> failed) {
    this.log = log;
    this.background = background;
    this.failed = failed;
  }

  private static AdditionLog.Entry entry(Addition addition) {
    return new AdditionLog.Entry(addition.paths(), addition.places());
  }

  void begin(Addition addition) {
    note(() -> log.begin(entry(addition)));
  }

  void end(Addition addition) {
    note(() -> log.end(entry(addition)));
  }

  /** Tells what was not finished by a program that is gone. */
  void unfinished(Consumer<List<Addition>> found) {
    background.run(
        () -> log.unfinished().stream().map(e -> new Addition(e.paths(), e.places())).toList(),
        found,
        failed);
  }

  private void note(Runnable action) {
    waiting.add(action);
    next();
  }

  /** One after the other, or the end of something could be written before its beginning. */
  private void next() {
    Runnable action = writing ? null : waiting.poll();
    if (action == null) {
      return;
    }
    writing = true;
    background.run(
        () -> {
          action.run();
          return true;
        },
        written -> written(),
        failure -> {
          failed.accept(failure);
          written();
        });
  }

  private void written() {
    writing = false;
    next();
  }
}
