package org.kamcl.explorer.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.doctor.Doctor;
import org.kamcl.explorer.doctor.DoctorText;
import org.kamcl.explorer.doctor.HealthCheck;
import org.kamcl.explorer.doctor.Severity;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** The checks of the installation. They run beside the window; results appear as they come. */
public final class ChecksViewModel {
  private final Supplier<List<HealthCheck>> checks;
  private final TaskExecutor executor;
  private final Messages messages;
  private final ErrorFormatter errors;
  private final ObservableList<Doctor.Result> results = FXCollections.observableArrayList();

  /** Kept, because it hears of changes only as long as it is. */
  private final ObservableList<Doctor.Result> readOnly =
      FXCollections.unmodifiableObservableList(results);

  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final List<Consumer<List<Doctor.Result>>> waiting = new ArrayList<>();
  private boolean complete;
  private TaskExecutor.@Nullable Cancellable task;

  /**
   * @param checks the checks, called on the JavaFX thread
   */
  public ChecksViewModel(
      Supplier<List<HealthCheck>> checks, TaskExecutor executor, Messages messages) {
    this.checks = checks;
    this.executor = executor;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** What the checks have found by now, in their order. */
  public ObservableList<Doctor.Result> results() {
    return readOnly;
  }

  /** Whether checks are running. */
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** Runs the checks unless they have run or are running. */
  public void start() {
    if (!complete && !running.get()) {
      run();
    }
  }

  /** Runs the checks, again if they have run. */
  public void run() {
    if (task != null) {
      task.cancel();
    }
    results.clear();
    complete = false;
    running.set(true);
    List<HealthCheck> all = checks.get();
    task =
        executor.<List<Doctor.Result>>stream(
            published -> examine(all, published),
            results::setAll,
            found -> {
              results.setAll(found);
              complete = true;
              running.set(false);
              waiting.forEach(receiver -> receiver.accept(List.copyOf(found)));
              waiting.clear();
            },
            failure -> {
              running.set(false);
              throw new IllegalStateException(errors.format(failure), failure);
            });
  }

  private static List<Doctor.Result> examine(
      List<HealthCheck> checks, TaskExecutor.PartialResults<List<Doctor.Result>> published) {
    List<Doctor.Result> found = new ArrayList<>();
    for (HealthCheck check : checks) {
      found.addAll(Doctor.run(check));
      if (!published.publish(List.copyOf(found))) {
        break;
      }
    }
    return found;
  }

  /** Passes the results on once all checks have run; runs them if they have not. */
  void whenComplete(Consumer<List<Doctor.Result>> receiver) {
    if (complete) {
      receiver.accept(List.copyOf(results));
    } else {
      waiting.add(receiver);
      start();
    }
  }

  /** One sentence about all results. */
  public String summary() {
    long problems = count(Severity.PROBLEM);
    long warnings = count(Severity.WARNING);
    if (problems + warnings == 0) {
      return messages.text(running.get() ? "help.checks.running" : "help.checks.fine");
    }
    List<String> parts = new ArrayList<>();
    if (problems > 0) {
      parts.add(messages.text("help.checks.problems", problems));
    }
    if (warnings > 0) {
      parts.add(messages.text("help.checks.warnings", warnings));
    }
    return String.join(", ", parts);
  }

  private long count(Severity severity) {
    return results.stream().filter(r -> r.finding().severity() == severity).count();
  }

  /** All results as text, one line each. */
  public String text() {
    return DoctorText.of(results, messages.locale());
  }

  /** What was found, in the language of the window. */
  String text(Doctor.Result result) {
    return errors.format(result.finding().text());
  }

  /** What to do about it; empty if nothing is to be done. */
  String advice(Doctor.Result result) {
    return result.finding().advice().map(errors::format).orElse("");
  }

  /** The name of a check. */
  String name(String check) {
    return switch (check) {
      case "program" -> messages.text("help.checks.program");
      case "processor" -> messages.text("help.checks.processor");
      case "memory" -> messages.text("help.checks.memory");
      case "locale" -> messages.text("help.checks.locale");
      case "display" -> messages.text("help.checks.display");
      case "disk" -> messages.text("help.checks.disk");
      case "engine" -> messages.text("help.checks.engine");
      case "device" -> messages.text("help.checks.device");
      case "cache" -> messages.text("help.checks.cache");
      case "temporary" -> messages.text("help.checks.temporary");
      case "workspace" -> messages.text("help.checks.workspace");
      case "models" -> messages.text("help.checks.models");
      case "archive" -> messages.text("help.checks.archive");
      case "leftovers" -> messages.text("help.checks.leftovers");
      default -> check;
    };
  }
}
