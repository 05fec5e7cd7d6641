package org.kamcl.explorer.cli.model;

import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.cli.common.NamedItemCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kamcl evaluations delete}: deletes a stored evaluation. */
@Command(
    name = "delete",
    description =
        "Delete a stored evaluation, also one whose file is damaged. The embeddings of its images"
            + " are kept.",
    mixinStandardHelpOptions = true)
public final class EvaluationsDeleteCommand extends NamedItemCommand {
  @Parameters(paramLabel = "ID", description = "The evaluation; see kamcl evaluations list.")
  private String id;

  public EvaluationsDeleteCommand(CommandOutput commandOutput) {
    super(commandOutput);
  }

  @Override
  protected Outcome change(CommonOptions commonOptions) {
    StoredEvaluations.open(commonOptions, DeviceChoice.CPU).delete(id);
    return Outcome.of("deleted", id, "Deleted \"" + id + "\".");
  }
}
