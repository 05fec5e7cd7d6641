package org.kamcl.support;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the parity line when all tests are done. */
public final class ParityReport implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    String line = ParityLedger.summary();
    if (line != null) {
      System.out.println(line);
    }
  }
}
