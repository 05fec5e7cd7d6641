package org.kamcl.explorer.ui.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapSaver;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.reasons.ReasonsSaver;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapLegend;
import org.kamcl.explorer.ui.scoremap.ScoreMapSaver;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Inspect view: hits on the left, the image, similar images below, reasons on the right. */
final class InspectView extends BorderPane {
  /** From this width there is space for the strip of hits, pixels at normal text size. */
  private static final double WITH_FILM = 1136;

  /** From this width the reasons are shown unless they were hidden. */
  private static final double WITH_REASONS = 880;

  /** From this height there is space for similar images, pixels at normal text size. */
  private static final double WITH_SIMILAR = 600;

  /** Width of the reasons, pixels at normal text size. */
  private static final double REASONS = 380;

  /** Largest share of the width for the reasons. */
  private static final double REASONS_SHARE = 0.55;

  /** Side of the image that is shown until the pixels are read, pixels. */
  private static final int PREVIEW_SIDE = 256;

  private final InspectViewModel model;
  private final HeatMapViewModel heat;
  private final HitActions actions;
  private final ThumbnailLoader thumbnails;
  private final TextSize textSize;
  private final Messages messages;
  private final ImageCanvas canvas;
  private final FilmStrip film;
  private final SimilarImages similar;
  private final ReasonsPane reasons;
  private final InspectHeader header;
  private final Label nothing = new Label();
  private final StackPane viewer = new StackPane();
  private final BorderPane middle = new BorderPane(viewer);
  private final BooleanProperty reasonsShown = new SimpleBooleanProperty(true);
  private Boolean wide;
  private TaskExecutor.Cancellable previewing = () -> {};

  InspectView(
      InspectViewModel model,
      HeatMapViewModel heat,
      ScoreMapViewModel scores,
      SentencesViewModel sentences,
      DetailsViewModel details,
      ReasonsViewModel why,
      HitActions actions,
      PerspectiveContext context) {
    this.model = model;
    this.heat = heat;
    this.actions = actions;
    this.thumbnails = context.thumbnails();
    this.textSize = context.textSize();
    this.messages = context.messages();
    this.canvas = new ImageCanvas(context.executor(), model::failed);
    this.film = new FilmStrip(model.selection(), thumbnails, textSize, messages);
    this.similar =
        new SimilarImages(
            model,
            thumbnails,
            messages,
            model::open,
            () -> actions.similar(model.imageProperty().get()));
    this.reasons =
        new ReasonsPane(
            model,
            new SceneViewModel(model, context.executor()),
            sentences,
            details,
            why,
            heat,
            actions,
            () -> context.dialogs().text(messages.text("inspect.sentences.choose.title")),
            messages);
    reasons.acceptDropsOn(this);
    getStyleClass().add("inspect");
    this.header =
        new InspectHeader(
            model,
            canvas,
            new LayerSwitches(heat, scores, messages),
            context.perspectives()::back,
            this::toggleReasons,
            messages);
    setTop(header);
    nothing.setText(messages.text("inspect.none"));
    nothing.setWrapText(true);
    nothing.getStyleClass().addAll("muted", "inspect-none");
    canvas.addLayer(new SeenHereLayer(heat));
    canvas.addLayer(new ScoreMapLayer(scores));
    // The map is about the whole scene.
    canvas.setWholeScene(scores.overImageProperty().get());
    scores
        .overImageProperty()
        .addListener((property, before, shown) -> canvas.setWholeScene(shown));
    viewer
        .getChildren()
        .addAll(
            canvas,
            seenHerePane(why, context),
            scoreLegend(scores, context),
            new InspectProblem(model, actions, messages),
            nothing);
    viewer.getStyleClass().add("inspect-viewer");
    viewer.setMinSize(0, 0);
    setCenter(middle);
    model.imageProperty().addListener((property, before, image) -> show(image));
    model.hitProperty().addListener((property, before, hit) -> showTitle());
    model
        .sourceProperty()
        .addListener(
            (property, before, source) -> {
              if (source != null) {
                canvas.setSource(source);
              }
            });
    widthProperty().addListener((property, before, width) -> arrange());
    heightProperty().addListener((property, before, height) -> arrange());
    textSize.percentProperty().addListener((property, before, percent) -> arrange());
    reasonsShown.addListener((property, before, shown) -> arrange());
    // Nothing large is kept while another perspective is shown.
    sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (scene == null) {
                model.release();
              }
            });
    show(model.imageProperty().get());
  }

  private SeenHerePane seenHerePane(ReasonsViewModel why, PerspectiveContext context) {
    HeatMapSaver saver =
        new HeatMapSaver(
            heat, context.archive()::services, files("heat.save.title", context), messages);
    ReasonsSaver all =
        new ReasonsSaver(
            why,
            context.archive()::services,
            context.executor(),
            files("export.title", context),
            messages);
    return new SeenHerePane(
        heat,
        saver,
        () -> all.save(getScene(), actions.concepts()),
        // Only a hit has reasons.
        model.hitProperty().isNull(),
        messages);
  }

  private FileSaver files(String titleKey, PerspectiveContext context) {
    return new FileSaver(
        context.executor(),
        context.toasts(),
        (suggested, kinds) -> context.dialogs().save(messages.text(titleKey), suggested, kinds),
        messages);
  }

  private Node scoreLegend(ScoreMapViewModel scores, PerspectiveContext context) {
    ScoreMapSaver saver =
        new ScoreMapSaver(
            scores, context.archive()::services, files("scoremap.save.title", context), messages);
    Node legend =
        new ScoreMapLegend(
            scores,
            saver,
            false,
            () -> {
              scores.onMapProperty().set(true);
              actions.navigation().showOnMap(model.imageProperty().get());
            },
            messages);
    StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
    return legend;
  }

  private void show(ImageRecord image) {
    previewing.cancel();
    nothing.setVisible(image == null);
    if (image == null) {
      canvas.clear();
    } else {
      canvas.show(model.frame(), image.tile().isPresent());
      canvas.setNeighbors(
          model.tiles().stream()
              .filter(tile -> tile.id() != image.id())
              .flatMap(tile -> tile.tile().stream())
              .toList());
      if (model.sourceProperty().get() != null) {
        canvas.setSource(model.sourceProperty().get());
      }
      previewing =
          // A failure is reported by the pixels of the image.
          thumbnails.load(image, PREVIEW_SIDE, canvas::setPreview, failure -> {});
    }
    showTitle();
  }

  private void showTitle() {
    ImageRecord image = model.imageProperty().get();
    header.showTitle();
    canvas.setAccessibleText(
        image == null
            ? messages.text("inspect.none")
            : messages.text("inspect.spoken", model.name(), model.position()));
    arrange();
  }

  /** Shows the parts that fit. */
  private void arrange() {
    if (getWidth() <= 0) {
      return;
    }
    double width = getWidth() / textSize.factor();
    double height = getHeight() / textSize.factor();
    boolean wideNow = width >= WITH_REASONS;
    if (wide == null || wide != wideNow) {
      wide = wideNow;
      reasonsShown.set(wideNow);
    }
    double pixels = Math.min(REASONS * textSize.factor(), REASONS_SHARE * getWidth());
    reasons.setMinWidth(pixels);
    reasons.setPrefWidth(pixels);
    boolean image = model.imageProperty().get() != null;
    header.arrange(width, image);
    place(film, getLeft(), width >= WITH_FILM, this::setLeft);
    place(similar, middle.getBottom(), image && height >= WITH_SIMILAR, middle::setBottom);
    place(reasons, getRight(), image && reasonsShown.get(), this::setRight);
  }

  private static void place(Node part, Node now, boolean wanted, Consumer<Node> set) {
    if ((now == part) != wanted) {
      set.accept(wanted ? part : null);
    }
  }

  /** Shows or hides the reasons. */
  void toggleReasons() {
    boolean within = reasons.isFocusWithin();
    reasonsShown.set(!reasonsShown.get());
    if (within) {
      canvas.requestFocus();
    }
  }

  /** Whether all pixels are shown. */
  boolean isSettled() {
    return !canvas.isLoading() && !reasons.isLoading();
  }

  /** The image. */
  ImageCanvas canvas() {
    return canvas;
  }

  /** Visible panes in focus order (F6). */
  List<Node> panes() {
    List<Node> seen = new ArrayList<>(List.of(getTop()));
    if (getLeft() != null) {
      seen.add(film);
    }
    seen.add(viewer);
    if (middle.getBottom() != null) {
      seen.add(similar);
    }
    if (getRight() != null) {
      seen.add(reasons);
    }
    return seen;
  }
}
