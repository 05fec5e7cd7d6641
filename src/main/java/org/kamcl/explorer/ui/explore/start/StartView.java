package org.kamcl.explorer.ui.explore.start;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.collections.ModelLimits;
import org.kamcl.explorer.ui.control.FirstShown;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.task.JobFormatter;
import org.kamcl.explorer.ui.task.JobViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The start page: adds images, shows their progress and offers example queries. */
public final class StartView extends ScrollPane {
  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final Messages messages;
  private final JobFormatter formatter;
  private final BooleanBinding ready;
  private final BooleanBinding closed;

  /** Speed of the last indexing job, images per second; 0 before the first. */
  private final DoubleProperty speed = new SimpleDoubleProperty();

  /**
   * @param chooseFolder asks for a folder and indexes it
   */
  public StartView(
      ArchiveViewModel archive,
      SearchViewModel search,
      TaskExecutor executor,
      Messages messages,
      Runnable chooseFolder) {
    this.archive = archive;
    this.search = search;
    this.messages = messages;
    this.formatter = new JobFormatter(messages);
    this.ready = archive.stateProperty().isEqualTo(ArchiveViewModel.State.READY);
    this.closed =
        archive
            .stateProperty()
            .isEqualTo(ArchiveViewModel.State.OPENING)
            .or(archive.stateProperty().isEqualTo(ArchiveViewModel.State.CLOSED));
    getStyleClass().add("start");
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);

    Label title = new Label();
    title.getStyleClass().add("start-title");
    wrap(title);
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    ready.get()
                        ? messages.text(
                            "start.ready.title", archive.summaryProperty().get().images())
                        : messages.text("start.title"),
                ready,
                archive.summaryProperty()));
    Label text = new Label();
    text.getStyleClass().add("muted");
    wrap(text);
    text.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        !ready.get()
                            ? "start.text"
                            : ModelLimits.hasWords(archive)
                                ? "start.ready.text"
                                : "model.words.none"),
                ready,
                archive.modelProperty()));

    Node examples = examples();
    // A model without words cannot answer them.
    shownWhen(
        examples,
        ready.and(
            Bindings.createBooleanBinding(
                () -> ModelLimits.hasWords(archive), archive.modelProperty())));
    Node sample = sample(executor);
    shownWhen(sample, ready.not().and(addingOwn().not()));
    VBox page = new VBox(title, text, examples, progress(), sample, own(chooseFolder), checks());
    page.getStyleClass().add("start-page");
    FirstShown.defer(page);
    page.setAlignment(Pos.CENTER_LEFT);
    VBox middle = new VBox(page);
    middle.setAlignment(Pos.CENTER);
    middle.getStyleClass().add("start-middle");
    middle.visibleProperty().bind(decided(search));
    setContent(middle);
  }

  /**
   * Whether it is known that the page stays: not while the archive opens, which may be full, and
   * not while the search runs with which the window starts. Otherwise the page would only flash.
   */
  private BooleanBinding decided(SearchViewModel search) {
    return Bindings.createBooleanBinding(
        () ->
            archive.stateProperty().get() != ArchiveViewModel.State.OPENING
                && !(archive.searchExpected() && search.searchingProperty().get()),
        archive.stateProperty(),
        search.searchingProperty());
  }

  /** Wraps a label; in a low window the page scrolls instead of cutting it. */
  private static void wrap(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
  }

  private static void shownWhen(Node node, ObservableValue<Boolean> shown) {
    node.visibleProperty().bind(shown);
    node.managedProperty().bind(node.visibleProperty());
  }

  private Node examples() {
    FlowPane chips = new FlowPane();
    chips.getStyleClass().add("start-examples");
    chips.setId("examples");
    for (String example : search.examples()) {
      Button chip = new Button(example, Icons.of("fth-search"));
      chip.getStyleClass().add("example");
      chip.setOnAction(event -> search.search(example));
      chips.getChildren().add(chip);
    }
    return chips;
  }

  private Node sample(TaskExecutor executor) {
    Button add = new Button(messages.text("start.sample.button"));
    add.setId("add-sample");
    add.getStyleClass().add(Styles.ACCENT);
    add.setOnAction(event -> archive.addSample());
    add.disableProperty().bind(closed);
    HBox card =
        card(
            "fth-box",
            messages.text("start.sample.title"),
            messages.text("start.sample.text"),
            add);
    // While the samples are added, the progress takes the place of the offer.
    shownWhen(card, archive.indexingProperty().isNull());
    VBox whole = new VBox(card, new SampleStrip(archive, executor));
    whole.getStyleClass().addAll("start-card", "start-card-first");
    return whole;
  }

  /** Whether images other than the samples are being added. */
  private BooleanBinding addingOwn() {
    return Bindings.createBooleanBinding(
        () -> {
          JobViewModel job = archive.indexingProperty().get();
          return job != null && !job.title().equals(messages.text("indexing.title.samples"));
        },
        archive.indexingProperty());
  }

  private Node own(Runnable chooseFolder) {
    Button choose = new Button(messages.text("start.own.button"));
    choose.setId("add-folder");
    choose.setOnAction(event -> chooseFolder.run());
    // Enabled while a job is running: the next one is queued.
    choose
        .disableProperty()
        .bind(
            archive
                .stateProperty()
                .isEqualTo(ArchiveViewModel.State.OPENING)
                .or(archive.stateProperty().isEqualTo(ArchiveViewModel.State.CLOSED)));
    HBox card =
        card(
            "fth-folder-plus",
            messages.text("start.own.title"),
            messages.text("start.own.text"),
            choose);
    card.getStyleClass().add("start-card");
    return card;
  }

  private static HBox card(String icon, String title, String text, Button button) {
    Label head = new Label(title);
    head.getStyleClass().add("bold");
    Label small = new Label(text);
    small.getStyleClass().addAll("small", "muted");
    wrap(small);
    VBox lines = new VBox(head, small);
    lines.getStyleClass().add("start-card-text");
    HBox.setHgrow(lines, Priority.ALWAYS);
    button.setMinWidth(Region.USE_PREF_SIZE);
    HBox card = new HBox(Icons.of(icon, Icons.LARGE), lines, button);
    card.getStyleClass().add("start-card-line");
    card.setAlignment(Pos.CENTER_LEFT);
    return card;
  }

  /** Progress of the running job. */
  private Node progress() {
    Label what = new Label();
    what.getStyleClass().add("bold");
    Label message = new Label();
    message.getStyleClass().addAll("small", "muted");
    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.getStyleClass().add("start-progress");
    Button cancel = new Button(messages.text("jobs.cancel"));
    HBox.setHgrow(bar, Priority.ALWAYS);
    HBox line = new HBox(bar, cancel);
    line.getStyleClass().add("start-progress-line");
    line.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(what, line, message);
    box.getStyleClass().add("start-progress-box");
    box.setVisible(false);
    box.managedProperty().bind(box.visibleProperty());
    archive
        .indexingProperty()
        .addListener(
            (property, before, job) -> {
              message.textProperty().unbind();
              bar.progressProperty().unbind();
              box.setVisible(job != null);
              if (job != null) {
                show(job, what, message, bar, cancel);
              }
            });
    return box;
  }

  private void show(JobViewModel job, Label what, Label message, ProgressBar bar, Button cancel) {
    what.setText(job.title());
    message.textProperty().bind(formatter.progress(job));
    bar.progressProperty().bind(job.progressProperty());
    job.speedProperty()
        .addListener((property, before, now) -> now.ifPresent(images -> speed.set(images)));
    cancel.setOnAction(event -> job.cancel());
  }

  private Node checks() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("start-checks");
    Label model = new Label();
    wrap(model);
    Node icon = Icons.of("fth-check");
    model
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::modelText, archive.stateProperty(), archive.modelProperty(), speed));
    icon.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> open() && archive.modelProperty().get().isPresent(),
                archive.stateProperty(),
                archive.modelProperty()));
    addCheck(grid, 0, icon, messages.text("start.model"), model);
    Label map = new Label(messages.text("start.map.text"));
    wrap(map);
    addCheck(grid, 1, Icons.of("fth-check"), messages.text("start.map"), map);
    Label network = new Label(messages.text("start.network.text"));
    wrap(network);
    addCheck(grid, 2, Icons.of("fth-wifi-off"), messages.text("start.network"), network);
    return grid;
  }

  private static void addCheck(GridPane grid, int row, Node icon, String name, Label value) {
    icon.getStyleClass().add("check-icon");
    Label label = new Label(name);
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    grid.addRow(row, icon, label, value);
  }

  private boolean open() {
    return switch (archive.stateProperty().get()) {
      case OPENING, CLOSED -> false;
      case EMPTY, READY -> true;
    };
  }

  private String modelText() {
    if (archive.stateProperty().get() == ArchiveViewModel.State.OPENING) {
      return messages.text("start.model.opening");
    }
    Optional<ModelInfo> model = open() ? archive.modelProperty().get() : Optional.empty();
    if (model.isEmpty()) {
      return messages.text("start.model.closed");
    }
    String name = (model.get().concepts() > 0 ? "KAMCL " : "") + model.get().backbone();
    long images = Math.round(speed.get());
    return images == 0
        ? messages.text("start.model.ready", name)
        : messages.text("start.model.speed", name, images);
  }
}
