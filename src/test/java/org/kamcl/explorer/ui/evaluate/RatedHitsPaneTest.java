package org.kamcl.explorer.ui.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.evaluation.BootstrapInterval;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.RatedComparison.RatedQuery;
import org.kamcl.explorer.api.RatedComparison.Unmeasured;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** The comparison of two models by rated hits, in the window. */
class RatedHitsPaneTest {
  private static final List<IndexedModel> MODELS =
      List.of(
          new IndexedModel("colors", 6, 6, true, true),
          new IndexedModel("gone", 6, 6, false, false),
          new IndexedModel("other_1", 5, 6, true, false));

  @TempDir private Path folder;
  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);
  @RegisterExtension private final WindowFixture fixture = new WindowFixture();
  private final List<String> asked = new ArrayList<>();
  private boolean failing;

  private RatedComparison answer() {
    return new RatedComparison(
        "colors",
        "other_1",
        0.875,
        0.75,
        Optional.of(new BootstrapInterval(-0.05, 0.3)),
        List.of(new RatedQuery("a lake", 2, 3, 0.875, 0.75, 1, 4)),
        List.of(new Unmeasured("a pier", Problem.of(LegacyError.SENTENCE, "Rate some more."))),
        5,
        6);
  }

  private void open() throws Exception {
    TestImages.write(folder);
    var full = FolderServices.of(folder);
    ModelChoice choice = full.modelChoice();
    fixture.open(
        () ->
            new ForwardingExplorerServices(full) {
              @Override
              public ModelChoice modelChoice() {
                return new ModelChoice() {
                  @Override
                  public Optional<Problem> problem() {
                    return choice.problem();
                  }

                  @Override
                  public List<String> names() {
                    return choice.names();
                  }

                  @Override
                  public void choose(String name) {
                    choice.choose(name);
                  }

                  @Override
                  public List<IndexedModel> indexed() {
                    return MODELS;
                  }

                  @Override
                  public void use(String name) {
                    choice.use(name);
                  }
                };
              }

              @Override
              public Job<RatedComparison> compareByRatings(String model, String other) {
                return context -> {
                  asked.add(model + " " + other);
                  if (failing) {
                    throw new KamclException(LegacyError.SENTENCE, "No hit has been rated yet.");
                  }
                  return answer();
                };
              }
            },
        Theme.LIGHT);
  }

  private void run() {
    robot.interact(() -> robot.lookup("#rated-run").queryAs(Button.class).fire());
    fixture.settle();
  }

  private Bounds bounds(String text) {
    Label label =
        robot.lookup("#rated-hits .label").queryAllAs(Label.class).stream()
            .filter(one -> one.getText().equals(text))
            .findFirst()
            .orElseThrow();
    return label.localToScreen(label.getLayoutBounds());
  }

  @Test
  @SuppressWarnings("unchecked")
  void theDifferenceTheQueriesAndWhatIsLeftOutAreShown() throws Exception {
    open();
    robot.interact(
        () ->
            fixture
                .window()
                .show(
                    fixture.window().perspectives().stream()
                        .filter(one -> one.id().equals("evaluate"))
                        .findFirst()
                        .orElseThrow()));
    fixture.settle();
    robot.interact(() -> robot.lookup("#evaluate-rated").queryAs(Button.class).fire());
    waitUntil(() -> robot.lookup("#rated-run").tryQuery().isPresent());
    ComboBox<String> first = robot.lookup("#rated-model").queryAs(ComboBox.class);
    ComboBox<String> second = robot.lookup("#rated-other").queryAs(ComboBox.class);
    assertEquals(List.of("colors", "other_1"), first.getItems(), "one is not installed");
    assertEquals("colors", first.getValue());
    assertEquals("other_1", second.getValue());

    run();
    assertEquals(List.of("colors other_1"), asked);
    Set<String> texts = windowRobot.texts("#rated-hits");
    assertTrue(
        texts.containsAll(
            Set.of(
                "colors reaches 87.5, other_1 reaches 75.0 (mean average precision of 1 query).",
                "The difference of +12.5 (95 % interval -5.0 to +30.0) may be chance.",
                "a lake",
                "87.5 · first relevant at 1",
                "75.0 · first relevant at 4",
                "Not measured: a pier. Rate some more.")),
        texts::toString);
    assertTrue(texts.stream().anyMatch(t -> t.startsWith("5 rated images count; both models")));
    Bounds figure = bounds("87.5 · first relevant at 1");
    Bounds other = bounds("75.0 · first relevant at 4");
    assertTrue(figure.getMaxX() <= other.getMinX(), figure + " overlaps " + other);

    robot.interact(() -> second.setValue("colors"));
    assertTrue(robot.lookup("#rated-run").query().isDisabled(), "a model is no other one");
    robot.interact(() -> second.setValue("other_1"));
    failing = true;
    run();
    Set<String> after = windowRobot.texts("#rated-hits");
    assertTrue(after.contains("No hit has been rated yet."), after::toString);
    assertFalse(after.contains("a lake"), "the figures before are gone");
  }
}
