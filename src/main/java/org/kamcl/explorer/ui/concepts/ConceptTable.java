package org.kamcl.explorer.ui.concepts;

import atlantafx.base.theme.Styles;
import java.text.NumberFormat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.api.ConceptAnalysis.Concept;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The concepts as a table: how often in the corpus and in the archive, and how sure. */
final class ConceptTable extends TableView<Concept> {
  private static final PseudoClass NOT_VISUAL = PseudoClass.getPseudoClass("not-visual");

  /** Widths of the columns at normal text size, pixels. */
  private final Map<TableColumn<?, ?>, Double> widths = new LinkedHashMap<>();

  private final ConceptsViewModel model;
  private final ConceptMarking marking;
  private final Messages messages;
  private final NumberFormat numbers;
  private final TableColumn<Concept, Concept> corpus;
  private final TableColumn<Concept, Concept> threshold;
  private boolean following;
  private int most = 1;

  ConceptTable(
      ConceptsViewModel model,
      SelectionViewModel selection,
      ConceptMarking marking,
      Messages messages) {
    this.model = model;
    this.marking = marking;
    this.messages = messages;
    this.numbers = NumberFormat.getIntegerInstance(messages.locale());
    setId("concept-table");
    getStyleClass().addAll("hit-table", "concept-table");
    setAccessibleText(messages.text("concepts.table"));
    setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    TableColumn<Concept, Concept> name =
        column(
            "concepts.column.name",
            "concepts.column.name.tip",
            Comparator.comparing(Concept::name));
    name.setCellFactory(column -> new NameCell());
    corpus =
        column(
            "concepts.column.corpus",
            "concepts.column.corpus.tip",
            Comparator.comparingInt(c -> c.corpusImages().orElse(-1)));
    corpus.getStyleClass().add("concept-number-head");
    corpus.setCellFactory(column -> new NumberCell(this::corpusText));
    TableColumn<Concept, Concept> archive =
        column(
            "concepts.column.archive",
            "concepts.column.archive.tip",
            Comparator.comparingInt(Concept::archiveImages));
    archive.setCellFactory(column -> new BarCell());
    threshold =
        column(
            "concepts.column.threshold",
            "concepts.column.threshold.tip",
            Comparator.comparingDouble(Concept::threshold));
    threshold.getStyleClass().add("concept-number-head");
    threshold.setCellFactory(column -> new NumberCell(this::thresholdText));
    TableColumn<Concept, Concept> eye =
        column(
            "concepts.column.visual",
            "concepts.column.visual.tip",
            Comparator.comparing((Concept concept) -> !concept.visual()));
    eye.getStyleClass().add("concept-eye-head");
    if (eye.getGraphic() instanceof Label head) {
      head.setAccessibleText(head.getText());
      head.setText(null);
      head.setGraphic(Icons.of("fth-eye", 14));
    }
    eye.setCellFactory(column -> new EyeCell());
    getColumns().add(name);
    getColumns().add(eye);
    getColumns().add(corpus);
    getColumns().add(archive);
    getColumns().add(threshold);
    widths.put(name, 98.0);
    widths.put(eye, 40.0);
    widths.put(corpus, 80.0);
    widths.put(archive, 96.0);
    widths.put(threshold, 70.0);
    setFactor(1);
    SortedList<Concept> sorted = new SortedList<>(model.listed());
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    setRowFactory(table -> new Row());
    Label none = new Label(messages.text("concepts.none"));
    none.getStyleClass().addAll("muted", "table-note");
    none.setWrapText(true);
    setPlaceholder(none);
    model
        .overviewProperty()
        .addListener(
            (property, before, now) ->
                none.setText(
                    messages.text(
                        model.hasNoConcepts() ? "model.concepts.none" : "concepts.none")));
    getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (property, before, concept) -> {
              if (concept != null && !following) {
                model.select(concept.name());
              }
            });
    selection.conceptProperty().addListener((property, before, concept) -> follow(concept));
    model
        .listed()
        .addListener(
            (ListChangeListener<Concept>) change -> follow(selection.conceptProperty().get()));
    model.overviewProperty().addListener((property, before, overview) -> show());
    show();
  }

  /** Widens the columns with the text, so that numbers are not cut. */
  void setFactor(double factor) {
    widths.forEach(
        (column, pixels) -> {
          column.setMinWidth(pixels * 0.8 * factor);
          column.setPrefWidth(pixels * factor);
        });
  }

  private TableColumn<Concept, Concept> column(
      String key, String tipKey, Comparator<Concept> order) {
    TableColumn<Concept, Concept> column = new TableColumn<>();
    Label head = new Label(messages.text(key));
    head.setTooltip(new Tooltip(messages.text(tipKey)));
    column.setGraphic(head);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
    column.setComparator(order);
    return column;
  }

  private void show() {
    most = Math.max(1, model.all().stream().mapToInt(Concept::archiveImages).max().orElse(1));
    corpus.setVisible(model.all().stream().anyMatch(c -> c.corpusImages().isPresent()));
    refresh();
  }

  /** Shows or hides the limits, for which a narrow table has no space. */
  void setWide(boolean wide) {
    threshold.setVisible(wide);
  }

  /** Selects the first row. */
  void selectFirst() {
    if (!getItems().isEmpty()) {
      model.select(getItems().get(0).name());
    }
  }

  /** Selects the row of a concept that was selected elsewhere. */
  private void follow(String concept) {
    following = true;
    Concept selected = getSelectionModel().getSelectedItem();
    if (concept == null) {
      getSelectionModel().clearSelection();
    } else if (selected == null || !selected.name().equals(concept)) {
      getSelectionModel().clearSelection();
      for (int i = 0; i < getItems().size(); i++) {
        if (getItems().get(i).name().equals(concept)) {
          getSelectionModel().select(i);
          int row = i - 4;
          if (row > 0) {
            // Later, since a table that is not laid out yet would scroll to another row.
            Platform.runLater(() -> scrollTo(row));
          }
        }
      }
    }
    following = false;
  }

  private String corpusText(Concept concept) {
    return concept.corpusImages().isPresent()
        ? numbers.format(concept.corpusImages().getAsInt())
        : "";
  }

  private String thresholdText(Concept concept) {
    return concept.neverShown()
        ? messages.text("concepts.never")
        : messages.text("concepts.percent", Math.round(100 * concept.threshold()));
  }

  /** Concepts that cannot be seen are gray. */
  private static final class Row extends TableRow<Concept> {
    @Override
    protected void updateItem(Concept concept, boolean empty) {
      super.updateItem(concept, empty);
      pseudoClassStateChanged(NOT_VISUAL, concept != null && !concept.visual());
    }
  }

  /** The word. */
  private static final class NameCell extends TableCell<Concept, Concept> {
    @Override
    protected void updateItem(Concept concept, boolean empty) {
      super.updateItem(concept, empty);
      setText(empty || concept == null ? "" : concept.name());
    }
  }

  /** An eye, struck out if the concept cannot be seen; a click changes that. */
  private final class EyeCell extends TableCell<Concept, Concept> {
    private final Button eye = new Button();

    EyeCell() {
      eye.getStyleClass().addAll(Styles.FLAT, "concept-eye");
      eye.setTooltip(new Tooltip());
      // The switch of the selected concept is for the keyboard.
      eye.setFocusTraversable(false);
      eye.setOnAction(
          event -> {
            Concept concept = getItem();
            if (concept != null) {
              marking.mark(concept.name(), !concept.visual());
            }
          });
      setAlignment(Pos.CENTER);
    }

    @Override
    protected void updateItem(Concept concept, boolean empty) {
      super.updateItem(concept, empty);
      if (empty || concept == null) {
        setGraphic(null);
        return;
      }
      eye.setGraphic(Icons.of(concept.visual() ? "fth-eye" : "fth-eye-off", 14));
      String tip =
          concept.visual()
              ? messages.text("concepts.mark.not.visual", concept.name())
              : messages.text("concepts.mark.visual", concept.name());
      eye.getTooltip().setText(tip);
      eye.setAccessibleText(tip);
      setGraphic(eye);
    }
  }

  /** A number, right-aligned. */
  private static final class NumberCell extends TableCell<Concept, Concept> {
    private final Function<Concept, String> format;

    NumberCell(Function<Concept, String> format) {
      this.format = format;
      getStyleClass().add("concept-number");
    }

    @Override
    protected void updateItem(Concept concept, boolean empty) {
      super.updateItem(concept, empty);
      setText(empty || concept == null ? "" : format.apply(concept));
    }
  }

  /** The number of images with a bar. */
  private final class BarCell extends TableCell<Concept, Concept> {
    private final Label number = new Label();
    private final ShareBar bar = new ShareBar();
    private final HBox content = new HBox(number, bar);

    BarCell() {
      number.getStyleClass().add("concept-count");
      content.getStyleClass().add("concept-bar-cell");
      content.setAlignment(Pos.CENTER_LEFT);
      HBox.setHgrow(bar, Priority.ALWAYS);
    }

    @Override
    protected void updateItem(Concept concept, boolean empty) {
      super.updateItem(concept, empty);
      if (empty || concept == null) {
        setGraphic(null);
        return;
      }
      number.setText(numbers.format(concept.archiveImages()));
      bar.show((double) concept.archiveImages() / most);
      setGraphic(content);
    }
  }
}
