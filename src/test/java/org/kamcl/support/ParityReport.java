package org.kamcl.support;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints the parity summary after all tests, and with {@code -Dkamcl.parity.figures=true} the
 * largest error of each entry.
 */
public final class ParityReport implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String line = ParityLedger.summary();
    if (line != null) {
      if (Boolean.getBoolean("kamcl.parity.figures")) {
        System.out.print(ParityLedger.figures());
      }
      System.out.println(line);
    }
  }
}
