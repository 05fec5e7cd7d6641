package org.kamcl.explorer.ui.reasons;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Scene;
import org.kamcl.engine.explain.Explainer;
import org.kamcl.engine.explain.Explainer.Section;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.dialog.PngWriter;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** Saves why an image is a hit: as one picture, or as JSON with all numbers. */
public final class ReasonsSaver {
  private static final String PICTURE = ".png";
  private static final String JSON = ".json";

  /** So that the rank is in the name as well. */
  private static final int LONGEST_QUERY = 48;

  /** Opacity of the heat map in a picture, 0..1. */
  private static final double OPACITY = 0.55;

  private final ReasonsViewModel model;
  private final Supplier<Optional<ExplorerServices>> services;
  private final TaskExecutor executor;
  private final FileSaver files;
  private final Messages messages;

  /**
   * @param services empty until the archive is open
   */
  public ReasonsSaver(
      ReasonsViewModel model,
      Supplier<Optional<ExplorerServices>> services,
      TaskExecutor executor,
      FileSaver files,
      Messages messages) {
    this.model = model;
    this.services = services;
    this.executor = executor;
    this.files = files;
    this.messages = messages;
  }

  /**
   * Asks for a file and writes the reasons of the hit; the extension decides between picture and
   * JSON.
   *
   * @param like a scene whose styles a picture gets
   * @param handler knows which concepts the query has
   */
  public void save(Scene like, ConceptHandler handler) {
    SearchHit hit = model.hit();
    SearchRequest search = model.search();
    Optional<ExplorerServices> open = services.get();
    if (hit == null || open.isEmpty()) {
      return;
    }
    List<FileKind> kinds =
        List.of(
            new FileKind(messages.text("reasons.save.picture"), PICTURE),
            new FileKind(messages.text("reasons.save.json"), JSON));
    files.choose(
        name(hit, search),
        kinds,
        target -> {
          if (target.toString().toLowerCase(Locale.ROOT).endsWith(JSON)) {
            writeJson(open.get(), hit, search, target);
          } else {
            writePicture(open.get(), hit, search, target, like, handler);
          }
        });
  }

  private void writeJson(ExplorerServices open, SearchHit hit, SearchRequest search, Path target) {
    files.write(
        target,
        "reasons.saved",
        file -> {
          Explanation all =
              open.explanations()
                  .explain(hit.image(), search, Explainer.Request.DEFAULT, () -> false);
          open.exporter().exportReasons(hit, search, all, file);
          return file;
        });
  }

  /** An explanation with the picture of its heat map. */
  private record Drawn(Explanation explanation, ArgbImage picture) {}

  private void writePicture(
      ExplorerServices open,
      SearchHit hit,
      SearchRequest search,
      Path target,
      Scene like,
      ConceptHandler handler) {
    executor.run(
        () -> {
          Explainer.Request request =
              new Explainer.Request(
                  Set.of(Section.WHERE, Section.WORDS, Section.CONCEPTS),
                  Optional.empty(),
                  Optional.empty(),
                  0);
          Explanation found =
              open.explanations().explain(hit.image(), search, request, () -> false);
          return new Drawn(found, open.explanations().heatMap(hit.image(), found, OPACITY));
        },
        drawn -> {
          ArgbImage card =
              new ReasonsCard(hit, search, drawn.explanation(), drawn.picture(), handler, messages)
                  .draw(like);
          files.write(target, "reasons.saved", file -> write(card, file));
        },
        files::failed);
  }

  private static Path write(ArgbImage card, Path target) {
    try {
      PngWriter.write(target, card.width(), card.height(), card.argb());
      return target;
    } catch (IOException e) {
      throw new KamclException(e, ReasonsError.NOT_WRITTEN, target, String.valueOf(e.getMessage()));
    }
  }

  /** "why-harbor-boats-3": the query and the rank. */
  private static String name(SearchHit hit, SearchRequest search) {
    String query =
        QueryWriter.write(search.query())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    return "why-" + query.substring(0, Math.min(query.length(), LONGEST_QUERY)) + "-" + hit.rank();
  }
}
