package org.kamcl.explorer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.engine.image.ImageDecoder;
import org.kamcl.engine.image.ImageResizer;
import org.kamcl.engine.image.RgbImage;
import org.kamcl.explorer.api.Evaluations;
import org.kamcl.explorer.api.ImageSearch.RankedCaption;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.context.ExplorerContext;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.WindowScreenshot;
import org.kamcl.explorer.ui.help.HelpSection;
import org.kamcl.explorer.ui.help.HelpServices;
import org.kamcl.explorer.ui.shell.ExplorerWindow;
import org.testfx.api.FxToolkit;

/**
 * Makes the pictures of the user guide from the samples, in both themes. {@code
 * -Dkamcl.pictures=true} turns it on.
 */
@EnabledIfSystemProperty(named = "kamcl.pictures", matches = "true")
class GuidePicturesTest {
  private static final Path PICTURES = Path.of("docs", "guide", "pictures");
  private static final String QUERY = "boats beside a pier";
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 800;
  private static final double SCALE = 0.78;
  private static final int SIDE = 256;

  @TempDir private Path folder;

  @BeforeAll
  static void display() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private HelpServices help(Workspace workspace) {
    return WindowHelpServices.of(workspace);
  }

  @Test
  void picturesShowTheSamples() throws IOException {
    Files.createDirectories(PICTURES);
    // A neutral path, which the picture of the checks shows.
    Workspace workspace =
        new Workspace(folder.resolve("kamcl"), Optional.of(Path.of("").toAbsolutePath()));
    try (ExplorerContext context = ExplorerContext.open(workspace)) {
      context.indexSampleData().run(JobContext.NONE);
      Path corpus = corpus(context);
      train(workspace, corpus);
      context
          .evaluations()
          .evaluate(
              new Evaluations.Request(
                  corpus, Optional.empty(), "test", "default", Optional.empty(), false),
              partial -> {})
          .run(JobContext.NONE);
      for (Settings.ThemeChoice theme :
          new Settings.ThemeChoice[] {Settings.ThemeChoice.LIGHT, Settings.ThemeChoice.DARK}) {
        Settings settings =
            Settings.DEFAULTS.with(
                Settings.DEFAULTS
                    .appearance()
                    .withTheme(theme)
                    .withLanguage("en")
                    .withMotion(Settings.Motion.REDUCED));
        draw(context, workspace, "explore", settings, s -> s, window -> {});
        draw(context, workspace, "inspect", settings, s -> s.withPerspective("inspect"), w -> {});
        draw(context, workspace, "concepts", settings, s -> s.withPerspective("concepts"), w -> {});
        draw(context, workspace, "train", settings, s -> s.withPerspective("train"), w -> {});
        draw(context, workspace, "evaluate", settings, s -> s.withPerspective("evaluate"), w -> {});
        draw(context, workspace, "models", settings, s -> s.withPerspective("models"), w -> {});
        draw(
            context, workspace, "checks", settings, s -> s, w -> w.help().show(HelpSection.CHECKS));
        draw(
            context,
            workspace,
            "collections",
            settings,
            s -> s,
            window -> window.popovers().toggleCollections());
        draw(context, workspace, "keys", settings, s -> s, w -> w.help().show(HelpSection.KEYS));
      }
    }
  }

  /**
   * The sample images with captions that the model ranks first, since they have none of their own:
   * three quarters for training, and an eighth each for validation and test.
   */
  private Path corpus(ExplorerContext context) throws IOException {
    Path corpus = Files.createDirectories(folder.resolve("kamcl/corpora/samples"));
    StringBuilder table = new StringBuilder("filename,caption,split\n");
    int number = 0;
    for (ImageRecord image : context.archive().images()) {
      String name = "image-" + number + ".jpg";
      ArgbImage pixels = context.thumbnails().thumbnail(image, SIDE);
      JpegWriter.write(pixels, corpus.resolve(name));
      String split = number % 8 == 3 ? "val" : number % 8 == 7 ? "test" : "train";
      for (RankedCaption caption : context.search().captions(image, 5)) {
        table.append(name).append(",\"").append(caption.caption().replace("\"", "\"\""));
        table.append("\",").append(split).append('\n');
      }
      number++;
    }
    Files.writeString(corpus.resolve("captions.csv"), table);
    return corpus;
  }

  /** A run of a few epochs, in this process. */
  private static void train(Workspace workspace, Path corpus) {
    // Where the command looks for the model to start from.
    System.setProperty("kamcl.program", Path.of("").toAbsolutePath().toString());
    StringWriter errors = new StringWriter();
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(new StringWriter()), new PrintWriter(errors), false),
            "train",
            corpus.toString(),
            "--name",
            "samples",
            "--from",
            "default",
            "--epochs",
            "5",
            "--set",
            "batchSize=8",
            "--workspace",
            workspace.folder().toString());
    assertEquals(0, code, errors.toString());
  }

  private void draw(
      ExplorerContext context,
      Workspace workspace,
      String name,
      Settings settings,
      UnaryOperator<Settings> change,
      Consumer<ExplorerWindow> open)
      throws IOException {
    Path png = folder.resolve("picture.png");
    Files.deleteIfExists(png);
    WindowScreenshot.write(
        context,
        png,
        new WindowScreenshot.Shot(
            WIDTH, HEIGHT, change.apply(settings), Optional.of(QUERY), open, help(workspace)));
    RgbImage full = ImageDecoder.decode(png);
    RgbImage small =
        ImageResizer.bilinear(full, (int) (SCALE * full.width()), (int) (SCALE * full.height()));
    int[] argb = new int[small.width() * small.height()];
    for (int y = 0; y < small.height(); y++) {
      for (int x = 0; x < small.width(); x++) {
        argb[y * small.width() + x] =
            0xFF000000
                | small.sample(x, y, 0) << 16
                | small.sample(x, y, 1) << 8
                | small.sample(x, y, 2);
      }
    }
    String theme = settings.appearance().theme().name().toLowerCase(Locale.ROOT);
    Path jpeg = PICTURES.resolve(name + "-" + theme + ".jpg");
    JpegWriter.write(new ArgbImage(small.width(), small.height(), argb), jpeg);
    assertTrue(Files.size(jpeg) < 150_000, jpeg + ": " + Files.size(jpeg));
  }
}
