package org.kamcl.explorer.cli.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import org.kamcl.engine.training.run.TrainingListener;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;
import org.kamcl.file.JsonNumbers;

/**
 * Prints the progress of a run: with {@code --json} one JSON line per event to standard output;
 * otherwise epochs and the outcome to standard output, and steps to standard error.
 */
final class TrainingProgressPrinter implements TrainingListener, AutoCloseable {
  private static final Gson JSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();
  private static final long TERMINAL_PAUSE = 500_000_000L;
  private static final long LOG_PAUSE = 10_000_000_000L;

  private final CommandOutput commandOutput;
  private final boolean json;
  private final Locale locale = CommandOutput.locale();
  private long shown = System.nanoTime() - LOG_PAUSE;
  private boolean written;

  TrainingProgressPrinter(CommandOutput commandOutput, boolean json) {
    this.commandOutput = commandOutput;
    this.json = json;
  }

  @Override
  public void onEvent(JsonObject event) {
    if (json) {
      commandOutput
          .out()
          .println(ErrorText.escaped(JSON.toJson(JsonNumbers.finite(JSON.toJsonTree(event)))));
      commandOutput.out().flush();
      return;
    }
    switch (event.get("event").getAsString()) {
      case "start" -> printStart(event);
      case "prepare", "validate" -> printTransient(counted(event, locale));
      case "step" -> printTransient(step(event, locale));
      case "epoch" -> line(epoch(event, locale));
      case "warning" -> {
        clear();
        commandOutput.printNote("warning: " + event.get("message").getAsString());
      }
      case "end" -> printEnd(event);
      default -> {
        // Checkpoints are not printed.
      }
    }
  }

  private void printStart(JsonObject event) {
    line(
        text(
            locale,
            event.get("resumed").getAsBoolean() ? "RESUMES" : "STARTS",
            event.get("run").getAsString(),
            event.get("corpus").getAsString(),
            number("%,d", event.get("images").getAsInt()),
            number("%,d", event.get("validationImages").getAsInt()),
            event.get("from").getAsString(),
            number("%d", event.get("epochs").getAsInt()),
            number("%d", event.get("batchSize").getAsInt()),
            event.get("device").getAsString(),
            number("%d", event.get("threads").getAsInt()),
            number("%d", event.get("step").getAsLong())));
  }

  private static String number(String format, Number value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** A text of the bundle {@code progress}; the arguments are formatted. */
  private static String text(Locale locale, String key, String... arguments) {
    return new MessageFormat(texts(locale).getString(key), locale).format(arguments);
  }

  private static ResourceBundle texts(Locale locale) {
    // Without this control, the language of the machine would win over the English base bundle.
    return ResourceBundle.getBundle(
        TrainingProgressPrinter.class.getPackageName() + ".progress",
        locale,
        TrainingProgressPrinter.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static String counted(JsonObject event, Locale locale) {
    String what = event.get("what").getAsString();
    String key = what.toUpperCase(Locale.ROOT).replace(' ', '_');
    return text(
        locale,
        event.get("event").getAsString().equals("prepare") ? "PREPARING" : "VALIDATING",
        texts(locale).containsKey(key) ? texts(locale).getString(key) : what,
        number("%,d", event.get("done").getAsLong()),
        number("%,d", event.get("total").getAsLong()));
  }

  static String step(JsonObject event, Locale locale) {
    JsonObject losses = event.getAsJsonObject("losses");
    StringBuilder parts = new StringBuilder();
    for (String part :
        new String[] {"triplet", "infoNce", "distillation", "momentumContrast", "concept"}) {
      double value = losses.get(part).getAsDouble();
      if (value != 0) {
        parts.append(parts.length() == 0 ? "" : ", ");
        parts.append(String.format(Locale.ROOT, "%s %.3f", part, value));
      }
    }
    return text(
        locale,
        "STEP",
        number("%d", event.get("epoch").getAsInt()),
        number("%,d", event.get("batch").getAsInt()),
        number("%,d", event.get("batches").getAsInt()),
        number("%.4f", losses.get("total").getAsDouble()),
        parts.toString(),
        number("%.2g", event.get("learningRate").getAsDouble()),
        number("%.1f", event.get("pairsPerSecond").getAsDouble()),
        ProgressPrinter.formatDuration(Duration.ofSeconds(event.get("secondsLeft").getAsLong())));
  }

  static String epoch(JsonObject event, Locale locale) {
    String epoch = number("%d", event.get("epoch").getAsInt());
    String loss = number("%.4f", event.get("loss").getAsDouble());
    return event.has("meanRecall")
        ? text(
            locale,
            event.get("best").getAsBoolean() ? "BEST_EPOCH" : "VALIDATED_EPOCH",
            epoch,
            loss,
            number("%.2f", event.get("meanRecall").getAsDouble()),
            recalls(event.get("imageToText")),
            recalls(event.get("textToImage")))
        : text(locale, "EPOCH", epoch, loss);
  }

  private static String recalls(JsonElement metrics) {
    JsonObject m = metrics.getAsJsonObject();
    return String.format(
        Locale.ROOT,
        "%.1f %.1f %.1f",
        m.get("r1").getAsDouble(),
        m.get("r5").getAsDouble(),
        m.get("r10").getAsDouble());
  }

  private void printEnd(JsonObject event) {
    switch (event.get("outcome").getAsString()) {
      case "paused" -> {
        if (event.has("message")) {
          clear();
          commandOutput.printNote("warning: " + event.get("message").getAsString());
        }
        line(
            event.has("state")
                ? text(
                    locale,
                    "PAUSED",
                    number("%d", event.get("step").getAsLong()),
                    event.get("state").getAsString())
                : text(locale, "PAUSED_AT_START"));
      }
      case "failed" -> clear();
      default -> {
        if (!event.has("model")) {
          line(text(locale, "ENDED_WITHOUT_MODEL"));
          return;
        }
        line(
            text(
                locale,
                "FINISHED",
                event.get("model").getAsString(),
                number("%d", event.get("modelEpoch").getAsInt())));
        line(text(locale, "STATE", event.get("state").getAsString()));
        line(text(locale, "WEIGHTS", event.get("weights").getAsString()));
      }
    }
  }

  private void line(String text) {
    clear();
    commandOutput.printLine("%s", text);
    commandOutput.out().flush();
  }

  private void printTransient(String line) {
    String text = ErrorText.escaped(line);
    long now = System.nanoTime();
    if (now - shown < (commandOutput.terminal() ? TERMINAL_PAUSE : LOG_PAUSE)) {
      return;
    }
    shown = now;
    if (commandOutput.terminal()) {
      commandOutput.err().print("\r" + text + "\u001b[K");
      written = true;
    } else {
      commandOutput.err().println(text);
    }
    commandOutput.err().flush();
  }

  private void clear() {
    if (written) {
      commandOutput.err().print("\r\u001b[K");
      commandOutput.err().flush();
      written = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
