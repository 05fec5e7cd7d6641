package org.kamcl.explorer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How images are divided among tasks, and what is said about the progress. */
class WorkPlannerTest {
  private static PlannedFile file(String name, int images) {
    InputFile input = new InputFile("file:///" + name, "file:///", "c", 1, 2);
    return new PlannedFile(input, 1, 2, "hash of " + name, "whole", images, null);
  }

  private static List<String> ranges(WorkUnit unit) {
    return unit.ranges().stream()
        .map(r -> r.file().input().uri().substring(8) + " " + r.first() + "+" + r.count())
        .toList();
  }

  @Test
  void aLargeSceneIsDividedAndSmallFilesShareAUnit() {
    List<WorkUnit> units =
        new WorkPlanner("run0001", EarlierRuns.none(), 10)
            .plan(List.of(file("a", 3), file("scene", 24), file("b", 1)));
    assertEquals(
        List.of(
            List.of("a 0+3", "scene 0+7"), List.of("scene 7+10"), List.of("scene 17+7", "b 0+1")),
        units.stream().map(WorkPlannerTest::ranges).toList());
    assertEquals("run0001-000002", units.get(2).name());
  }

  @Test
  void progressHasRateAndEnd() {
    assertEquals(
        "100 of about 400 images embedded, 10.0 images/s, expected end 2026-01-01 00:00",
        new ProgressLog(80).line(100, 200, 40, 10, LocalDateTime.of(2026, 1, 1, 0, 0, 10)));
  }
}
