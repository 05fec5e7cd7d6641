package org.kamcl.explorer.ui.inspect;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
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
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Inspect view: hits on the left, the image, similar images below, reasons on the right. */
final class InspectView extends BorderPane {
  /** From this width there is space for the strip of hits, pixels at normal text size. */
  private static final double WITH_FILM = 1136;

  /** From this width the reasons are shown unless they were hidden. */
  private static final double WITH_REASONS = 880;

  /** From this height there is space for similar images, pixels at normal text size. */
  private static final double WITH_SIMILAR = 600;

  /** Below this width, zoom is only changed by wheel and keys, pixels at normal text size. */
  private static final double WITH_ZOOM_BUTTONS = 680;

  /** From this width, switches in the header have names, pixels at normal text size. */
  private static final double WITH_NAMES = 760;

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
  private final Label position = new Label();
  private final Label name = new Label();
  private final Label zoom = new Label();
  private final Tooltip nameTip = new Tooltip();
  private final Button previous;
  private final Button next;
  private final Button zoomIn;
  private final Button zoomOut;
  private final Label nothing = new Label();
  private final LayerSwitches layers;
  private final StackPane viewer = new StackPane();
  private final BorderPane middle = new BorderPane(viewer);
  private final BooleanProperty reasonsShown = new SimpleBooleanProperty(true);
  private final Runnable back;
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
    this.back = context.perspectives()::back;
    this.layers = new LayerSwitches(heat, scores, messages);
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
    this.previous = tool("fth-chevron-left", "details.previous", () -> model.move(-1));
    this.next = tool("fth-chevron-right", "details.next", () -> model.move(1));
    this.zoomIn = tool("fth-plus", "inspect.zoom.in", this::zoomIn);
    this.zoomOut = tool("fth-minus", "inspect.zoom.out", this::zoomOut);
    getStyleClass().add("inspect");
    setTop(header());
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

  private Button tool(String icon, String key, Runnable action) {
    Button button = Icons.button(icon, messages.text(key), action);
    button.getStyleClass().add(Styles.FLAT);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private Button text(String name, String tip, Runnable action) {
    Button button = new Button(name);
    button.setTooltip(new Tooltip(tip));
    button.setOnAction(event -> action.run());
    button.setMinWidth(USE_PREF_SIZE);
    return button;
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

  private Node header() {
    position.setId("inspect-position");
    position.setMinWidth(USE_PREF_SIZE);
    name.setId("inspect-name");
    name.getStyleClass().add("bold");
    name.setTooltip(nameTip);
    name.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    zoom.setId("inspect-zoom");
    zoom.getStyleClass().add("inspect-zoom");
    zoom.setAlignment(Pos.CENTER);
    zoom.setMinWidth(USE_PREF_SIZE);
    zoom.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "settings.percent", Math.round(100 * canvas.scaleProperty().get())),
                canvas.scaleProperty()));
    HBox header =
        new HBox(
            tool("fth-arrow-left", "inspect.back", back),
            previous,
            position,
            next,
            name,
            gap,
            layers,
            new BandsButton(model, messages),
            text(messages.text("inspect.fit"), messages.text("inspect.fit.tip"), canvas::fit),
            text(
                messages.text("inspect.full"),
                messages.text("inspect.full.tip"),
                canvas::showFullSize),
            zoomOut,
            zoom,
            zoomIn,
            tool("fth-info", "inspect.reasons", this::toggleReasons));
    header.getStyleClass().addAll("pane-header", "inspect-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
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
    SearchHit hit = model.hitProperty().get();
    position.setText(
        image == null || hit != null
            ? model.position()
            : messages.text(image.isArchived() ? "inspect.similar.one" : "details.notarchived"));
    name.setText(model.name());
    nameTip.setText(image == null ? "" : image.file().toString());
    previous.setDisable(!model.canMove(-1));
    next.setDisable(!model.canMove(1));
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
    for (Region part : List.of(zoomIn, zoom, zoomOut)) {
      part.setVisible(width >= WITH_ZOOM_BUTTONS);
      part.setManaged(part.isVisible());
    }
    double pixels = Math.min(REASONS * textSize.factor(), REASONS_SHARE * getWidth());
    reasons.setMinWidth(pixels);
    reasons.setPrefWidth(pixels);
    boolean image = model.imageProperty().get() != null;
    layers.arrange(width >= WITH_NAMES, image);
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

  void zoomIn() {
    canvas.zoomBy(ImageCanvas.STEP);
  }

  void zoomOut() {
    canvas.zoomBy(1 / ImageCanvas.STEP);
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
