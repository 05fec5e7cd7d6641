package org.kamcl.explorer.ui.heatmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.dialog.PngWriter;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Saves the heat map over its image as a picture. */
public final class HeatMapSaver {
  private static final int LONGEST_NAME = 60;

  private final HeatMapViewModel model;
  private final Supplier<Optional<ExplorerServices>> services;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final BiFunction<Path, List<FileKind>, Optional<Path>> chooseFile;
  private final Messages messages;
  private final ErrorFormatter errors;
  private Path folder = Path.of(System.getProperty("user.home", ""));

  /**
   * @param services empty until the archive is open
   * @param chooseFile asks for the file to write, from a suggested one and the kinds to choose from
   */
  public HeatMapSaver(
      HeatMapViewModel model,
      Supplier<Optional<ExplorerServices>> services,
      TaskExecutor executor,
      ToastsViewModel toasts,
      BiFunction<Path, List<FileKind>, Optional<Path>> chooseFile,
      Messages messages) {
    this.model = model;
    this.services = services;
    this.executor = executor;
    this.toasts = toasts;
    this.chooseFile = chooseFile;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /** Asks for a file and writes the map that is shown over its image, in its opacity. */
  public void savePng() {
    Optional<Explanation> drawn = model.drawn();
    ImageRecord image = model.image();
    if (drawn.isEmpty() || image == null) {
      return;
    }
    double opacity = model.opacityProperty().get();
    Path suggested = folder.resolve(name(image, drawn.get()) + ".png");
    List<FileKind> kinds = List.of(new FileKind(messages.text("heat.save.kind"), ".png"));
    chooseFile
        .apply(suggested, kinds)
        .ifPresent(
            file -> services.get().ifPresent(s -> write(s, image, drawn.get(), opacity, file)));
  }

  private void write(
      ExplorerServices open, ImageRecord image, Explanation drawn, double opacity, Path file) {
    Path target = file.toAbsolutePath();
    folder = target.getParent() == null ? folder : target.getParent();
    executor.run(
        () -> {
          ArgbImage picture = open.explanations().heatMap(image, drawn, opacity);
          try {
            PngWriter.write(target, picture.width(), picture.height(), picture.argb());
          } catch (IOException e) {
            throw new KamclException(
                e, HeatMapError.NOT_WRITTEN, target, String.valueOf(e.getMessage()));
          }
          return target;
        },
        this::written,
        failure -> toasts.showProblem(errors.format(failure)));
  }

  private void written(Path file) {
    toasts.showAction(
        messages.text("heat.saved", String.valueOf(file.getFileName())),
        new ToastsViewModel.Action(
            messages.text("export.show"),
            () ->
                executor.run(
                    () -> {
                      DesktopFiles.reveal(file);
                      return true;
                    },
                    shown -> {},
                    failure -> toasts.showProblem(errors.format(failure)))));
  }

  /** The name of the image and the word that is looked for, such as {@code harbor-boats}. */
  private String name(ImageRecord image, Explanation drawn) {
    String file = String.valueOf(image.file().getFileName()).replaceFirst("\\.[^.]*$", "");
    String tile = image.tile().map(t -> "-" + t.x() + "-" + t.y()).orElse("");
    String words = drawn.focus().map(word -> "-" + word).orElse("");
    String branch = model.drawnBranch().map(name -> "-" + name).orElse("");
    String all = (file + tile + words + branch).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    return all.substring(0, Math.min(LONGEST_NAME, all.length()));
  }
}
