package org.kamcl.explorer.ui.models;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.InstalledModel;
import org.kamcl.explorer.ui.shell.DragAndDrop;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.theme.Icons;
import org.kamcl.explorer.ui.theme.TextSize;

/** The Models view: the list on the left, the selected model or a new one on the right. */
final class ModelsView extends BorderPane {
  /** Sizes in pixels at normal text size. */
  private static final double LIST = 300;

  private static final double NARROW_LIST = 220;
  private static final double NARROW = 720;

  private final TextSize textSize;
  private final ModelListPane list;
  private final NewModelPane form;
  private final SampleQueryPane query;
  private final ScrollPane scroll = new ScrollPane();
  private final StackPane page = new StackPane();

  ModelsView(
      ModelsViewModel models,
      NewModelViewModel created,
      SampleQueryViewModel samples,
      AddConceptsViewModel concepts,
      PerspectiveContext context) {
    this.textSize = context.textSize();
    setId("models");
    getStyleClass().add("models");
    ModelTexts texts = new ModelTexts(context.messages());
    Button add = new Button(context.messages().text("models.add"), Icons.of("fth-plus"));
    add.setId("add-model");
    add.setTooltip(new Tooltip(context.messages().text("models.add.tip")));
    add.setOnAction(event -> begin(created));
    this.list = new ModelListPane(models, texts, add, context.messages());
    this.form = new NewModelPane(created, context.dialogs(), context.messages());
    this.query =
        new SampleQueryPane(samples, context.thumbnails(), context.dialogs(), context.messages());
    ModelDetailsPane details =
        new ModelDetailsPane(models, concepts, query, context.dialogs(), texts, context.messages());
    details
        .visibleProperty()
        .bind(created.openProperty().not().and(models.selectedProperty().isNotNull()));
    details.managedProperty().bind(details.visibleProperty());
    form.visibleProperty().bind(created.openProperty());
    form.managedProperty().bind(form.visibleProperty());
    page.getChildren().addAll(details, form);
    page.getStyleClass().add("model-pages");
    scroll.setContent(page);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("models-scroll");
    scroll.setId("models-scroll");
    Label problem = new Label();
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.getStyleClass().add("model-problem");
    problem.textProperty().bind(models.problemProperty());
    problem.visibleProperty().bind(models.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    setLeft(list);
    setCenter(new VBox(problem, scroll));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    models
        .selectedProperty()
        .addListener(
            (property, before, now) -> {
              if (now != null) {
                query.show(now);
              }
              samples.show(Optional.ofNullable(now).filter(one -> one.facts().isPresent()));
              if (before == null || now == null || !before.name().equals(now.name())) {
                scroll.setVvalue(0);
                concepts.close();
              }
            });
    created.openProperty().addListener((property, before, now) -> scroll.setVvalue(0));
    DragAndDrop.on(this, created::choose);
    widthProperty().addListener((property, before, now) -> arrange());
    textSize.percentProperty().addListener((property, before, now) -> arrange());
    arrange();
    InstalledModel selected = models.selectedProperty().get();
    if (selected != null) {
      query.show(selected);
      samples.show(Optional.of(selected).filter(one -> one.facts().isPresent()));
    }
  }

  /** Asks for a file that becomes a model. */
  void begin(NewModelViewModel created) {
    created.begin();
    form.requestFocus();
  }

  private void arrange() {
    double factor = textSize.percentProperty().get() / 100.0;
    double width = (getWidth() < NARROW * factor ? NARROW_LIST : LIST) * factor;
    list.setMinWidth(width);
    list.setPrefWidth(width);
    list.setMaxWidth(width);
  }

  /** Panes in the order in which F6 focuses them. */
  List<Node> panes() {
    return List.of(list.list(), scroll);
  }

  /** Focuses the list. */
  void focusList() {
    list.list().requestFocus();
  }
}
