package org.kamcl.explorer.doctor;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.kamcl.error.KamclException;

/** Runs all checks; a new check gets a line in {@link #checks}. */
public final class Doctor {
  private Doctor() {}

  /**
   * A finding with the name of its check.
   *
   * @param check name of the check
   * @param finding what it found
   */
  public record Result(String check, Finding finding) {}

  /** All checks, in the order of their lines; the slow ones are last. */
  public static List<HealthCheck> checks(CheckContext context) {
    return List.of(
        new ProgramCheck(),
        new ProcessorCheck(),
        new MemoryCheck(),
        new LocaleCheck(),
        new DisplayCheck(context.screens()),
        new DiskCheck(context.workspace()),
        new EngineCheck(context.engine()),
        new DeviceResultsCheck(context),
        new NativeCacheCheck(),
        new TemporaryFolderCheck(),
        new WorkspaceCheck(context.workspace()),
        new ModelsCheck(context.workspace()),
        new CatalogCheck(context.workspace(), context.deep()),
        new LeftoversCheck(context.workspace()));
  }

  /**
   * Runs all checks; one that fails is a problem, and the others still run.
   *
   * @param safePoint is called before each check; what it throws ends the examination
   */
  public static List<Result> examine(CheckContext context, Runnable safePoint) {
    return examine(checks(context), safePoint);
  }

  static List<Result> examine(List<HealthCheck> checks) {
    return examine(checks, () -> {});
  }

  private static List<Result> examine(List<HealthCheck> checks, Runnable safePoint) {
    List<Result> results = new ArrayList<>();
    for (HealthCheck check : checks) {
      safePoint.run();
      results.addAll(run(check));
    }
    return results;
  }

  /** Runs one check; if it fails, that is a problem. */
  public static List<Result> run(HealthCheck check) {
    return findings(check).stream().map(finding -> new Result(check.name(), finding)).toList();
  }

  private static List<Finding> findings(HealthCheck check) {
    try {
      return check.run();
    } catch (KamclException e) {
      return List.of(Finding.problem(e));
    } catch (UncheckedIOException e) {
      return List.of(
          Finding.problem(DoctorError.CHECK_FAILED, String.valueOf(e.getCause()))
              .withAdvice(DoctorError.ADVICE_REPORT));
    }
  }

  /** Whether any finding is a problem. */
  public static boolean hasProblem(List<Result> results) {
    return results.stream().anyMatch(r -> r.finding().severity() == Severity.PROBLEM);
  }
}
