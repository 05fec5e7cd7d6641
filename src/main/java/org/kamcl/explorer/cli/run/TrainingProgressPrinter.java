package org.kamcl.explorer.cli.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.kamcl.engine.training.run.TrainingListener;
import org.kamcl.error.ErrorText;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProgressPrinter;

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
  private long shown = System.nanoTime() - LOG_PAUSE;
  private boolean written;

  TrainingProgressPrinter(CommandOutput commandOutput, boolean json) {
    this.commandOutput = commandOutput;
    this.json = json;
  }

  @Override
  public void onEvent(JsonObject event) {
    if (json) {
      commandOutput.out().println(ErrorText.escaped(JSON.toJson(event)));
      commandOutput.out().flush();
      return;
    }
    switch (event.get("event").getAsString()) {
      case "start" -> printStart(event);
      case "prepare", "validate" -> printTransient(counted(event));
      case "step" -> printTransient(step(event));
      case "epoch" -> line(epoch(event));
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
        String.format(
            Locale.ROOT,
            "Run '%s' %s: %s, %,d training images, %,d validation images, initialized from %s, %d"
                + " epochs, batch size %d, on %s with %d threads",
            event.get("run").getAsString(),
            event.get("resumed").getAsBoolean()
                ? "resumes after step " + event.get("step").getAsLong()
                : "starts",
            event.get("corpus").getAsString(),
            event.get("images").getAsInt(),
            event.get("validationImages").getAsInt(),
            event.get("from").getAsString(),
            event.get("epochs").getAsInt(),
            event.get("batchSize").getAsInt(),
            event.get("device").getAsString(),
            event.get("threads").getAsInt()));
  }

  private static String counted(JsonObject event) {
    return String.format(
        Locale.ROOT,
        "%s %s: %,d of %,d",
        event.get("event").getAsString().equals("prepare") ? "Preparing" : "Validating",
        event.get("what").getAsString(),
        event.get("done").getAsLong(),
        event.get("total").getAsLong());
  }

  static String step(JsonObject event) {
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
    return String.format(
        Locale.ROOT,
        "Epoch %d, batch %,d of %,d: loss %.4f (%s), learning rate %.2g, %.1f pairs/s, %s left",
        event.get("epoch").getAsInt(),
        event.get("batch").getAsInt(),
        event.get("batches").getAsInt(),
        losses.get("total").getAsDouble(),
        parts,
        event.get("learningRate").getAsDouble(),
        event.get("pairsPerSecond").getAsDouble(),
        ProgressPrinter.formatDuration(Duration.ofSeconds(event.get("secondsLeft").getAsLong())));
  }

  static String epoch(JsonObject event) {
    String done =
        String.format(
            Locale.ROOT,
            "Epoch %d: mean loss %.4f",
            event.get("epoch").getAsInt(),
            event.get("loss").getAsDouble());
    if (!event.has("meanRecall")) {
      return done;
    }
    return done
        + String.format(
            Locale.ROOT,
            ", validation mR %.2f (image to text %s, text to image %s)%s",
            event.get("meanRecall").getAsDouble(),
            recalls(event.get("imageToText")),
            recalls(event.get("textToImage")),
            event.get("best").getAsBoolean() ? ", best so far" : "");
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
      case "paused" ->
          line(
              "Paused after step "
                  + event.get("step").getAsLong()
                  + ". Continue with kamcl train --resume. State hash "
                  + event.get("state").getAsString());
      case "failed" -> clear();
      default -> {
        line(
            String.format(
                Locale.ROOT,
                "Finished. The model '%s' has the weights of epoch %d.",
                event.get("model").getAsString(),
                event.get("modelEpoch").getAsInt()));
        line("State hash   " + event.get("state").getAsString());
        line("Weights hash " + event.get("weights").getAsString());
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
