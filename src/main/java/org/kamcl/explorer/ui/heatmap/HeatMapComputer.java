package org.kamcl.explorer.ui.heatmap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kamcl.engine.explain.ExplainError;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.engine.explain.ExplanationMethod;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.ui.task.TaskExecutor;

/** Computes in the background where something is seen, and keeps the last answers. */
final class HeatMapComputer {
  /** Number of explanations that are kept, so that a choice can be looked at again at once. */
  private static final int KEPT = 12;

  private final Supplier<Optional<ExplorerServices>> services;
  private final TaskExecutor executor;
  private final Map<Question, Explanation> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Explanation> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * What an explanation is about.
   *
   * @param focus the word or term that is looked for; empty for the whole query
   */
  record Question(ImageRecord image, SearchRequest search, Optional<String> focus) {}

  /**
   * @param services empty until the archive is open
   */
  HeatMapComputer(Supplier<Optional<ExplorerServices>> services, TaskExecutor executor) {
    this.services = services;
    this.executor = executor;
  }

  /** The answer to a question; null if it is not known. */
  Explanation known(Question question) {
    return known.get(question);
  }

  /** Forgets all answers. */
  void forget() {
    known.clear();
  }

  /**
   * Answers a question.
   *
   * @param partial receives a first answer
   * @param done receives the answer
   * @return cancels the work; empty if there are no services yet
   */
  Optional<TaskExecutor.Cancellable> start(
      Question question,
      Consumer<Explanation> partial,
      Consumer<Explanation> done,
      Consumer<Throwable> failed) {
    return services.get().map(open -> start(open, question, partial, done, failed));
  }

  private TaskExecutor.Cancellable start(
      ExplorerServices used,
      Question question,
      Consumer<Explanation> partial,
      Consumer<Explanation> done,
      Consumer<Throwable> failed) {
    AtomicBoolean cancelled = new AtomicBoolean();
    TaskExecutor.Cancellable task =
        executor.<Explanation>stream(
            first -> {
              first.publish(preview(used, question, cancelled));
              return explain(used, question, Optional.empty(), cancelled);
            },
            partial,
            found -> {
              known.put(question, found);
              done.accept(found);
            },
            failed);
    return () -> {
      cancelled.set(true);
      task.cancel();
    };
  }

  /**
   * The additive map, which needs one pass and is seen until the model's default map, which needs
   * several, is known.
   */
  private static Explanation preview(
      ExplorerServices used, Question question, AtomicBoolean cancelled) {
    try {
      return explain(used, question, Optional.of(ExplanationMethod.CONTRIBUTION), cancelled);
    } catch (KamclException e) {
      if (e.code() != ExplainError.CONTRIBUTION_UNSUPPORTED) {
        throw e;
      }
      return explain(used, question, Optional.of(ExplanationMethod.GRADIENT), cancelled);
    }
  }

  private static Explanation explain(
      ExplorerServices used,
      Question question,
      Optional<ExplanationMethod> method,
      AtomicBoolean cancelled) {
    Explainer.Request request =
        new Explainer.Request(Set.of(Explainer.Section.WHERE), method, question.focus(), 0);
    ImageRecord image = question.image();
    return image.isArchived()
        ? used.explanations().explain(image, question.search(), request, cancelled::get)
        : used.explanations()
            .explain(image.file(), question.search().query(), request, cancelled::get);
  }
}
