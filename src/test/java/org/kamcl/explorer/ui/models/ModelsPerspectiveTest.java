package org.kamcl.explorer.ui.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.engine.weights.SafeTensors;
import org.kamcl.engine.weights.TensorData;
import org.kamcl.engine.weights.WeightSet;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.models.FixedArchiveUse;
import org.kamcl.explorer.models.ModelService;
import org.kamcl.explorer.ui.FileDrop;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.theme.Theme;
import org.kamcl.support.ClipCheckpoints;
import org.kamcl.support.ClipTowerFixtures;
import org.kamcl.support.PyTorchFiles;
import org.kamcl.support.TinyCorpora;
import org.testfx.api.FxRobot;

/** The Models perspective in the window, with real small models. */
class ModelsPerspectiveTest {
  @TempDir private static Path shared;
  private static Path images;
  private static Path openClip;
  private static Path unstated;
  private static Path adapter;

  @TempDir private static Path folder;
  @RegisterExtension private static final WindowFixture FIXTURE = WindowFixture.ofClass();
  private static InstalledModels models;
  private static ExplorerWindow window;
  private static KeyCode page;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void open() throws IOException, TimeoutException {
    images = TinyCorpora.rsitmd(shared.resolve("corpus"), 6).resolve("images");
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    Path stated = Files.createDirectories(shared.resolve("RemoteCLIP"));
    ClipCheckpoints.writeConfig(stated, fixtures.config("tiny-gelu"));
    openClip =
        PyTorchFiles.stateDict(
            stated.resolve("RemoteCLIP-ViT-B-32.pt"),
            ClipCheckpoints.tensors(fixtures, "tiny-gelu"));
    unstated = shared.resolve("unstated.safetensors");
    SafeTensors.write(unstated, new WeightSet(ClipCheckpoints.wide(fixtures, 16), Map.of()));
    adapter = shared.resolve("adapter_model.safetensors");
    SafeTensors.write(
        adapter,
        new WeightSet(
            Map.of(
                "base_model.model.visual.q_proj.lora_A.weight",
                TensorData.ofFloats(new float[] {1}, 1)),
            Map.of()));
    models =
        new ModelService(
            new ModelStore(folder.resolve("models"), Optional.empty()),
            DeviceChoice.CPU,
            new FixedArchiveUse(Optional::empty, Map.of()),
            ModelsPerspectiveTest::samples,
            Optional::empty);
    ExplorerServices services = FolderServices.of(images);
    window =
        FIXTURE.open(
            () ->
                new ForwardingExplorerServices(services) {
                  @Override
                  public InstalledModels installedModels() {
                    return models;
                  }
                },
            Theme.LIGHT);
    List<String> ids = window.perspectives().stream().map(Perspective::id).toList();
    page = KeyCode.valueOf("DIGIT" + (ids.indexOf("models") + 1));
  }

  /** Shows the page without models and without a form. */
  @BeforeEach
  void showPage() {
    for (InstalledModel model : models.list()) {
      models.remove(model.name());
    }
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.push(KeyCode.CONTROL, page);
    waitUntil(() -> isShown("#models") && listed().isEmpty());
    FIXTURE.settle();
  }

  private static List<Path> samples() {
    try (Stream<Path> files = Files.list(images)) {
      return files.sorted().limit(6).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T extends Node> T node(String id, Class<T> type) {
    return robot.lookup(id).queryAs(type);
  }

  private String text(String id) {
    return node(id, Label.class).getText();
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().filter(WindowRobot::isShown).isPresent();
  }

  private void fire(String id) {
    robot.interact(() -> node(id, ButtonBase.class).fire());
    FIXTURE.settle();
  }

  private void drop(Path... files) {
    Node page = robot.lookup("#models").query();
    robot.interact(() -> assertTrue(FileDrop.fromOutside(page, files)));
    waitUntil(
        () ->
            WindowRobot.isShown(robot.lookup("#new-model").query())
                && (!text("#new-model-chosen").equals("No file chosen")
                    || !text("#new-model-problem").isEmpty()));
  }

  private List<Button> cards() {
    return robot
        .from(robot.lookup("#sample-images"))
        .lookup(".sample-card")
        .queryAllAs(Button.class)
        .stream()
        .toList();
  }

  @SuppressWarnings("unchecked")
  private List<String> listed() {
    ListView<InstalledModel> list = node("#models-list", ListView.class);
    return list.getItems().stream().map(InstalledModel::name).toList();
  }

  @Test
  void aDroppedFileBecomesAModelThatIsTriedOnTheSamples() {
    drop(openClip);
    assertEquals(openClip.toString(), text("#new-model-chosen"));
    assertEquals("RemoteCLIP-ViT-B-32", node("#new-model-name", TextField.class).getText());
    fire("#new-model-add");
    waitUntil(() -> listed().equals(List.of("RemoteCLIP-ViT-B-32")));
    FIXTURE.settle();
    assertTrue(WindowRobot.isShown(robot.lookup("#model-details").query()));
    assertTrue(text("#model-recognized").startsWith("Recognized: OpenCLIP"));
    assertEquals(
        "All tensors of the file are used, and none is missing.",
        text("#model-recognized-tensors"));
    assertEquals("GELU, stated by open_clip_config.json", text("#models-activation"));
    assertEquals("images of 64 px, embeddings of 32 values", text("#models-sizes"));
    assertEquals("None", text("#models-concepts"));
    assertEquals(6, cards().size(), "samples before a query");

    robot.interact(() -> node("#sample-words", TextField.class).setText("boats at a pier"));
    fire("#sample-search");
    assertEquals("Closest first to \"boats at a pier\"", text("#sample-heading"));
    assertEquals(6, cards().size());
    Button second = cards().get(1);
    Path file = (Path) second.getUserData();
    robot.interact(second::fire);
    FIXTURE.settle();
    assertEquals("Closest first to " + file.getFileName(), text("#sample-heading"));
    assertEquals(file, cards().get(0).getUserData(), "an image is most like itself");
  }

  @Test
  void theDroppedPartsOfAModelBecomeOneModel() throws IOException {
    ClipTowerFixtures fixtures = ClipTowerFixtures.open();
    Path sharded = Files.createDirectories(shared.resolve("GeoRSCLIP"));
    ClipCheckpoints.writeConfig(sharded, fixtures.config("tiny-gelu"));
    List<Path> files =
        ClipCheckpoints.writeParts(sharded, ClipCheckpoints.tensors(fixtures, "tiny-gelu"));
    drop(files.toArray(Path[]::new));
    assertEquals(files.get(2).toString(), text("#new-model-chosen"));
    robot.interact(() -> node("#new-model-name", TextField.class).setText("whole"));
    waitUntil(() -> !robot.lookup("#new-model-add").query().isDisabled());
    fire("#new-model-add");
    waitUntil(() -> listed().equals(List.of("whole")));
    FIXTURE.settle();
    assertEquals(
        "All tensors of the file are used, and none is missing.",
        text("#model-recognized-tensors"));
  }

  @Test
  void aLoraFileIsRefusedInThePageAndNothingIsLeft() {
    drop(adapter);
    fire("#new-model-add");
    String problem = text("#new-model-problem");
    assertTrue(problem.contains("LoRA"), problem);
    assertTrue(WindowRobot.isShown(robot.lookup("#new-model-problem").query()));
    assertEquals(List.of(), listed());
    assertFalse(robot.lookup("#new-model-add").query().isDisabled(), "another file can be tried");
    fire("#new-model-cancel");
    assertFalse(WindowRobot.isShown(robot.lookup("#new-model").query()));
  }

  @Test
  void theActivationIsAskedForWhereNothingStatesIt() {
    drop(unstated);
    fire("#new-model-add");
    assertTrue(WindowRobot.isShown(robot.lookup("#new-model-ask").query()));
    assertFalse(text("#new-model-problem").contains("--activation"));
    assertTrue(robot.lookup("#new-model-add").query().isDisabled());
    robot.interact(() -> node("#new-model-quick_gelu", RadioButton.class).fire());
    assertFalse(robot.lookup("#new-model-add").query().isDisabled());
    fire("#new-model-add");
    waitUntil(() -> listed().equals(List.of("unstated")));
    assertEquals("QuickGELU, chosen when the model was added", text("#models-activation"));
  }

  @Test
  void aFolderIsTakenAndTheNameIsCheckedWhileItIsTyped() {
    drop(openClip.getParent());
    assertEquals(openClip.toString(), text("#new-model-chosen"));
    robot.interact(() -> node("#new-model-name", TextField.class).setText("two words"));
    waitUntil(() -> text("#new-model-name-problem").contains("two words"));
    assertTrue(robot.lookup("#new-model-add").query().isDisabled());
    robot.interact(() -> node("#new-model-name", TextField.class).setText("one"));
    waitUntil(() -> !robot.lookup("#new-model-add").query().isDisabled());
    fire("#new-model-add");
    waitUntil(() -> listed().equals(List.of("one")));
    removeShown();
    waitUntil(() -> listed().isEmpty());
    assertFalse(Files.exists(folder.resolve("models/one")));
  }

  /** Removes the model that is shown: nothing happens before the question is answered. */
  private void removeShown() {
    ModelDetailsPane details = node("#model-details", ModelDetailsPane.class);
    robot.interact(() -> details.askToRemove(models.list().get(0)));
    assertTrue(WindowRobot.isShown(robot.lookup("#model-confirmation").query()));
    fire("#model-remove-no");
    assertTrue(Files.exists(folder.resolve("models/one")));
    robot.interact(() -> details.askToRemove(models.list().get(0)));
    fire("#model-remove-yes");
  }

  @Test
  void aModelFileThatIsDroppedElsewhereOpensThePage() {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    waitUntil(() -> !isShown("#models"));
    Node root = window.scene().getRoot();
    robot.interact(() -> assertTrue(FileDrop.fromOutside(root, openClip)));
    waitUntil(() -> isShown("#new-model") && openClip.toString().equals(text("#new-model-chosen")));
    fire("#new-model-cancel");
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.interact(() -> window.popovers().toggleModel());
    waitUntil(() -> robot.lookup("#model-all").tryQuery().isPresent());
    robot.interact(() -> node("#model-all", Hyperlink.class).fire());
    waitUntil(() -> isShown("#models"));
  }
}
