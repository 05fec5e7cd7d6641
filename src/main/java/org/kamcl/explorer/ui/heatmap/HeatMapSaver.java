package org.kamcl.explorer.ui.heatmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.dialog.PngWriter;
import org.kamcl.explorer.ui.text.Messages;

/** Saves the heat map over its image as a picture. */
public final class HeatMapSaver {
  private final HeatMapViewModel model;
  private final Supplier<Optional<ExplorerServices>> services;
  private final FileSaver files;
  private final Messages messages;

  /**
   * @param services empty until the archive is open
   */
  public HeatMapSaver(
      HeatMapViewModel model,
      Supplier<Optional<ExplorerServices>> services,
      FileSaver files,
      Messages messages) {
    this.model = model;
    this.services = services;
    this.files = files;
    this.messages = messages;
  }

  /** Asks for a file and writes the map that is shown over its image, in its opacity. */
  public void savePng() {
    Optional<Explanation> drawn = model.drawn();
    ImageRecord image = model.image();
    Optional<ExplorerServices> open = services.get();
    if (drawn.isEmpty() || image == null || open.isEmpty()) {
      return;
    }
    double opacity = model.opacityProperty().get();
    files.choose(
        name(image, drawn.get()),
        List.of(new FileKind(messages.text("heat.save.kind"), ".png")),
        file ->
            files.write(
                file,
                "heat.saved",
                target -> write(open.get(), image, drawn.get(), opacity, target)));
  }

  private static Path write(
      ExplorerServices open, ImageRecord image, Explanation drawn, double opacity, Path target) {
    ArgbImage picture = open.explanations().heatMap(image, drawn, opacity);
    try {
      PngWriter.write(target, picture.width(), picture.height(), picture.argb());
      return target;
    } catch (IOException e) {
      throw new KamclException(e, HeatMapError.NOT_WRITTEN, target, String.valueOf(e.getMessage()));
    }
  }

  /** The name of the image and the word that is looked for, such as {@code harbor-boats}. */
  private String name(ImageRecord image, Explanation drawn) {
    String file = String.valueOf(image.file().getFileName()).replaceFirst("\\.[^.]*$", "");
    String tile = image.tile().map(t -> "-" + t.x() + "-" + t.y()).orElse("");
    String words = drawn.focus().map(word -> "-" + word).orElse("");
    String branch = model.drawnBranch().map(name -> "-" + name).orElse("");
    return file + tile + words + branch;
  }
}
