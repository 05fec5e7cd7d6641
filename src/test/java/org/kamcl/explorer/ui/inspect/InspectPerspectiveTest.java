package org.kamcl.explorer.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.explorer.ui.WindowRobot.waitUntil;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.WindowFixture;
import org.kamcl.explorer.ui.WindowRobot;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.kamcl.explorer.ui.theme.Theme;
import org.testfx.api.FxRobot;

/** Looking at one image, by mouse and by keyboard. */
class InspectPerspectiveTest {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1200;

  @TempDir private static Path folder;
  @RegisterExtension private static final WindowFixture FIXTURE = WindowFixture.ofClass();
  private static final List<WeakReference<ImagePixels.Source>> OPENED =
      new CopyOnWriteArrayList<>();
  private static ExplorerWindow window;

  private final FxRobot robot = new FxRobot();
  private final WindowRobot windowRobot = new WindowRobot(robot);

  @BeforeAll
  static void open() throws TimeoutException, IOException {
    TestImages.write(folder);
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = color(i % WIDTH, i / WIDTH);
    }
    TestImages.write(folder.resolve("large.png"), WIDTH, HEIGHT, pixels);
    window = FIXTURE.open(InspectPerspectiveTest::services, Theme.LIGHT, 1400);
  }

  @BeforeEach
  void showHits() {
    robot.interact(
        () -> {
          window.show(window.perspectives().get(0));
          window.search("green");
        });
    waitUntil(() -> windowRobot.cards().size() >= 12);
    settle();
    robot.clickOn(windowRobot.cards().get(0));
  }

  /** Services that note what was OPENED. */
  private static ExplorerServices services() {
    return new ForwardingExplorerServices(FolderServices.of(folder)) {
      private final ImagePixels files = super.pixels();

      @Override
      public ImagePixels pixels() {
        return new ImagePixels() {
          @Override
          public ImagePixels.Source open(ImageRecord image) {
            return open(image, BandRendering.DEFAULT);
          }

          @Override
          public ImagePixels.Source open(ImageRecord image, BandRendering rendering) {
            ImagePixels.Source source = files.open(image, rendering);
            OPENED.add(new WeakReference<>(source));
            return source;
          }
        };
      }
    };
  }

  /** Mostly green, and another color in each pixel. */
  private static int color(int column, int row) {
    return 0xff000000
        | (((column * 31) & 0x3f) << 16)
        | ((0x80 + ((column + row) & 0x7f)) << 8)
        | (row & 0x3f);
  }

  private void settle() {
    FIXTURE.settle();
  }

  private boolean inspecting() {
    return robot.lookup("#image").tryQuery().isPresent();
  }

  private ImageCanvas canvas() {
    return robot.lookup("#image").queryAs(ImageCanvas.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private void showLarge() {
    robot.interact(() -> window.search("green"));
    settle();
    robot.clickOn(windowRobot.card("large.png"));
    robot.type(KeyCode.ENTER);
    waitUntil(this::inspecting);
    settle();
  }

  @Test
  void enterOpensTheHitAndEscReturnsToIt() {
    robot.type(KeyCode.ENTER);
    waitUntil(this::inspecting);
    settle();
    assertEquals("1 of 13", text("#inspect-position"));
    String first = text("#inspect-name");
    assertTrue(canvas().isFocused(), "the image can be moved by the arrow keys at once");
    robot.type(KeyCode.PAGE_DOWN);
    assertEquals("2 of 13", text("#inspect-position"));
    assertFalse(first.equals(text("#inspect-name")));
    robot.push(KeyCode.ALT, KeyCode.RIGHT);
    assertEquals("3 of 13", text("#inspect-position"));
    robot.type(KeyCode.PAGE_UP);
    assertEquals("2 of 13", text("#inspect-position"));
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !inspecting());
    Node hits = robot.lookup("#hits").query();
    assertTrue(hits.isFocused());
    waitUntil(() -> windowRobot.texts("#details").contains("Hit 2"));
    robot.type(KeyCode.RIGHT);
    waitUntil(() -> windowRobot.texts("#details").contains("Hit 3"));
  }

  @Test
  void aDoubleClickAndTheKeyOpenTheHitToo() {
    robot.doubleClickOn(windowRobot.cards().get(2));
    waitUntil(this::inspecting);
    assertEquals("3 of 13", text("#inspect-position"));
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !inspecting());
    robot.type(KeyCode.I);
    waitUntil(this::inspecting);
  }

  @Test
  void thereIsNoHitBeforeTheFirstAndAfterTheLast() {
    robot.type(KeyCode.ENTER);
    waitUntil(this::inspecting);
    robot.type(KeyCode.PAGE_UP);
    assertEquals("1 of 13", text("#inspect-position"));
    for (int i = 0; i < 20; i++) {
      robot.type(KeyCode.PAGE_DOWN);
    }
    assertEquals("13 of 13", text("#inspect-position"));
  }

  @Test
  void theWheelZoomsAtThePointer() {
    showLarge();
    ImageCanvas canvas = canvas();
    double before = canvas.viewport().scale();
    double imageX = (300 - canvas.viewport().x(0)) / before;
    double imageY = (250 - canvas.viewport().y(0)) / before;
    Point2D pointer = canvas.localToScene(300, 250);
    robot.interact(() -> canvas.fireEvent(wheel(pointer.getX(), pointer.getY(), 160)));
    assertEquals(before * Math.pow(1.25, 4), canvas.viewport().scale(), 1e-9);
    assertEquals(300, canvas.viewport().x(imageX), 1.01);
    assertEquals(250, canvas.viewport().y(imageY), 1.01);
  }

  private static ScrollEvent wheel(double x, double y, double delta) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        x,
        y,
        x,
        y,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        delta,
        0,
        delta,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }

  @Test
  void keysZoomAndMoveTheImage() {
    showLarge();
    ImageCanvas canvas = canvas();
    double fitted = canvas.viewport().scale();
    robot.type(KeyCode.DIGIT1);
    assertEquals(1, canvas.viewport().scale(), 1e-12);
    assertEquals("100%", text("#inspect-zoom"));
    double left = canvas.viewport().x(0);
    robot.type(KeyCode.RIGHT);
    assertEquals(left - 80, canvas.viewport().x(0), 1);
    robot.type(KeyCode.LEFT);
    assertEquals(left, canvas.viewport().x(0), 1);
    robot.type(KeyCode.PLUS);
    assertEquals(1.25, canvas.viewport().scale(), 1e-12);
    robot.type(KeyCode.MINUS);
    assertEquals(1, canvas.viewport().scale(), 1e-12);
    robot.type(KeyCode.DIGIT0);
    assertEquals(fitted, canvas.viewport().scale(), 1e-12);
  }

  @Test
  void draggingMovesTheImage() {
    showLarge();
    robot.type(KeyCode.DIGIT1);
    ImageCanvas canvas = canvas();
    double left = canvas.viewport().x(0);
    double top = canvas.viewport().y(0);
    Point2D center = robot.point(canvas).query();
    robot.drag(center, MouseButton.PRIMARY).moveBy(-60, 40).drop();
    assertEquals(left - 60, canvas.viewport().x(0), 2);
    assertEquals(top + 40, canvas.viewport().y(0), 2);
  }

  @Test
  void at100PercentEachPixelIsThatOfTheFile() {
    showLarge();
    robot.type(KeyCode.DIGIT1);
    settle();
    ImageCanvas canvas = canvas();
    WritableImage[] shot = new WritableImage[1];
    robot.interact(() -> shot[0] = canvas.snapshot(null, null));
    int left = (int) canvas.viewport().x(0);
    int top = (int) canvas.viewport().y(0);
    int checked = 0;
    for (int y = 20; y < canvas.getHeight() - 20; y += 7) {
      for (int x = 20; x < canvas.getWidth() - 20; x += 7) {
        assertEquals(
            Integer.toHexString(color(x - left, y - top)),
            Integer.toHexString(shot[0].getPixelReader().getArgb(x, y)),
            x + ", " + y);
        checked++;
      }
    }
    assertTrue(checked > 1000, checked + " pixels");
  }

  @Test
  void whatIsKnownAboutTheImageIsShownBesideIt() {
    robot.type(KeyCode.ENTER);
    waitUntil(this::inspecting);
    settle();
    assertTrue(windowRobot.texts("#reasons").contains(text("#inspect-name")), "the file");
    assertTrue(windowRobot.texts("#reasons").contains("Closest captions"));
    assertFalse(robot.lookup(".similar-image").queryAll().isEmpty());
    robot.type(KeyCode.D);
    waitUntil(() -> robot.lookup("#reasons").tryQuery().isEmpty());
    robot.type(KeyCode.D);
    waitUntil(() -> robot.lookup("#reasons").tryQuery().isPresent());
    robot.clickOn(robot.lookup(".film-cell").nth(4).<Node>query());
    assertEquals("5 of 13", text("#inspect-position"));
    robot.type(KeyCode.S);
    waitUntil(() -> window.lastQuery().startsWith("like:"));
    assertFalse(inspecting());
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path gone = windowRobot.cards().get(1).hit().image().file();
    byte[] content = Files.readAllBytes(gone);
    Files.delete(gone);
    robot.clickOn(windowRobot.cards().get(1));
    robot.type(KeyCode.ENTER);
    waitUntil(
        () -> robot.lookup("#inspect-problem").tryQuery().filter(WindowRobot::isShown).isPresent());
    assertTrue(
        windowRobot.texts("#inspect-problem").stream()
            .anyMatch(text -> text.contains(gone.getFileName().toString())));
    robot.type(KeyCode.PAGE_DOWN);
    settle();
    assertFalse(robot.lookup("#inspect-problem").query().isVisible());
    Files.write(gone, content);
  }

  @Test
  void imagesThatWereLookedAtAreNotKept() {
    OPENED.clear();
    showLarge();
    for (int i = 0; i < 50; i++) {
      robot.type(i / 12 % 2 == 0 ? KeyCode.PAGE_UP : KeyCode.PAGE_DOWN);
      settle();
      assertTrue(canvas().cachedPixels() <= WIDTH * HEIGHT, "only one image is kept");
    }
    assertTrue(OPENED.size() > 30, OPENED.size() + " images were opened");
    robot.type(KeyCode.ESCAPE);
    waitUntil(() -> !inspecting());
    waitUntil(
        () -> {
          System.gc();
          return OPENED.stream().allMatch(reference -> reference.get() == null);
        });
  }
}
