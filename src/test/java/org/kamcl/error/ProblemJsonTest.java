package org.kamcl.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemJsonTest {
  @Test
  void problemsAreReadBackUnchanged() {
    Problem nested = Problem.of(LegacyError.SENTENCE, "a \"quoted\" text");
    Problem problem =
        new Problem(
            "some.package.CODE",
            Optional.empty(),
            List.of("1", 2, 3_000_000_000L, 0.25, nested, List.of("x", 1)));
    assertEquals(problem, ProblemJson.parse(ProblemJson.format(problem)));
    assertEquals(
        List.of(problem, nested),
        ProblemJson.parseList(ProblemJson.format(List.of(problem, nested))));
    assertEquals("[]", ProblemJson.format(List.of()));
    assertEquals(List.of(), ProblemJson.parseList("[]"));
  }

  @Test
  void theFormatIsStable() {
    assertEquals(
        "{\"code\":\"error.SENTENCE\",\"arguments\":[\"a.tif\"]}",
        ProblemJson.format(Problem.of(LegacyError.SENTENCE, "a.tif")));
  }
}
