package org.kamcl.explorer.cli.common;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that changes one item by its name and says so. */
public abstract class NamedItemCommand implements Callable<Integer> {
  private final CommandOutput commandOutput;

  @Mixin private CommonOptions options;

  protected NamedItemCommand(CommandOutput commandOutput) {
    this.commandOutput = commandOutput;
  }

  /**
   * What a command did.
   *
   * @param json the document for {@code --json}
   * @param text the line for people
   */
  public record Outcome(JsonObject json, String text) {
    /** An outcome whose document names the item only. */
    public static Outcome of(String verb, String name, String text) {
      JsonObject json = new JsonObject();
      json.addProperty(verb, name);
      return new Outcome(json, text);
    }
  }

  /** Changes the item. */
  protected abstract Outcome change(CommonOptions commonOptions);

  @Override
  public final Integer call() {
    Outcome outcome = change(options);
    if (options.json()) {
      commandOutput.printJson(outcome.json);
    } else {
      commandOutput.printLine("%s", outcome.text);
    }
    return 0;
  }
}
