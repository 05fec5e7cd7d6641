package org.kamcl.explorer.ui.explore.details;

import atlantafx.base.theme.Styles;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SharedConcept;
import org.kamcl.explorer.ui.control.ConceptChip;
import org.kamcl.explorer.ui.control.ConceptChipRow;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ConceptText;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ThumbnailView;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Compares two to four hits side by side, one property per row. */
public final class CompareView extends BorderPane {

  private final DetailsViewModel model;
  private final ThumbnailLoader thumbnailLoader;
  private final ConceptHandler concepts;
  private final Messages messages;
  private final GridPane grid = new GridPane();

  /**
   * @param close returns to the results
   */
  public CompareView(
      DetailsViewModel model,
      ThumbnailLoader thumbnailLoader,
      ConceptHandler concepts,
      Messages messages,
      Runnable close) {
    this.model = model;
    this.thumbnailLoader = thumbnailLoader;
    this.concepts = concepts;
    this.messages = messages;
    setId("compare-view");
    getStyleClass().add("compare");
    Label title = new Label(messages.text("compare.title"));
    title.getStyleClass().add("bold");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button back = Icons.button("fth-x", messages.text("compare.close"), close);
    back.getStyleClass().add(Styles.FLAT);
    HBox header = new HBox(title, gap, back);
    header.getStyleClass().add("pane-header");
    header.setAlignment(Pos.CENTER_LEFT);
    setTop(header);
    grid.getStyleClass().add("compare-grid");
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setCenter(scroll);
  }

  /** Shows hits to compare. */
  public void show(List<SearchHit> hits) {
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    grid.getColumnConstraints().add(names);
    for (int i = 0; i < hits.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(90.0 / hits.size());
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    int row = 0;
    row = row(row, "", hits, this::thumbnail);
    row = row(row, "compare.score", hits, this::score);
    for (String concept : names(hits)) {
      Label name = new Label(concept);
      name.getStyleClass().addAll("small", "muted");
      int own = row;
      row = row(own, name, hits, hit -> concept(hit, concept));
      GridPane.setValignment(name, VPos.CENTER);
    }
    row = row(row, "compare.captions", hits, this::captions);
    for (String kind : kinds(hits)) {
      Label name = new Label(kind);
      name.getStyleClass().addAll("small", "muted");
      row = row(row, name, hits, hit -> fact(hit, kind));
    }
  }

  /** Names of properties in the order of the hit that has most of them. */
  private Set<String> kinds(List<SearchHit> hits) {
    Set<String> kinds = new LinkedHashSet<>();
    hits.stream()
        .map(hit -> model.facts(hit.image()))
        .sorted(Comparator.comparingInt((List<DetailsViewModel.Fact> facts) -> -facts.size()))
        .forEach(facts -> facts.forEach(fact -> kinds.add(fact.name())));
    return kinds;
  }

  private static Set<String> names(List<SearchHit> hits) {
    Set<String> names = new LinkedHashSet<>();
    hits.forEach(hit -> hit.concepts().forEach(concept -> names.add(concept.name())));
    return names;
  }

  private interface Cell {
    Node of(SearchHit hit);
  }

  private int row(int row, String key, List<SearchHit> hits, Cell cell) {
    Label name = new Label(key.isEmpty() ? "" : messages.text(key));
    name.getStyleClass().addAll("small", "muted");
    return row(row, name, hits, cell);
  }

  private int row(int row, Label name, List<SearchHit> hits, Cell cell) {
    grid.add(name, 0, row);
    GridPane.setValignment(name, VPos.TOP);
    for (int i = 0; i < hits.size(); i++) {
      Node node = cell.of(hits.get(i));
      grid.add(node, i + 1, row);
      GridPane.setValignment(node, VPos.TOP);
    }
    return row + 1;
  }

  private Node thumbnail(SearchHit hit) {
    ThumbnailView box = new ThumbnailView(thumbnailLoader, messages.text("card.missing"));
    box.show(hit.image());
    return box;
  }

  private Node score(SearchHit hit) {
    ScoreDot dot = new ScoreDot();
    dot.show(hit.falseMatchRate());
    dot.setVisible(!hit.isListed());
    Label title = new Label(model.title(hit));
    title.getStyleClass().add("bold");
    Label top = new Label(model.falseMatchRate(hit));
    top.getStyleClass().add("muted");
    HBox line = new HBox(dot, title, top);
    line.getStyleClass().add("hit-line");
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /** The chip and strength of a concept, if the image has it. */
  private Node concept(SearchHit hit, String name) {
    for (SharedConcept concept : hit.concepts()) {
      if (concept.name().equals(name)) {
        Label strength =
            new Label(messages.text("details.strength", Math.round(concept.imageStrength() * 100)));
        strength.getStyleClass().addAll("small", "muted");
        FlowPane line =
            new FlowPane(new ConceptChip(name, ConceptChipRow.shared(concept), concepts), strength);
        line.getStyleClass().add("compare-concept");
        return line;
      }
    }
    return new Label();
  }

  private Node captions(SearchHit hit) {
    VBox box = new VBox();
    box.getStyleClass().add("compare-captions");
    hit.image()
        .captions()
        .forEach(
            caption ->
                box.getChildren()
                    .add(
                        new ConceptText(
                            caption,
                            model.sharedConceptNames(hit),
                            model.conceptNames(hit),
                            concepts)));
    if (box.getChildren().isEmpty()) {
      Label none = new Label(messages.text("compare.captions.none"));
      none.getStyleClass().addAll("small", "muted");
      box.getChildren().add(none);
    }
    return box;
  }

  private Node fact(SearchHit hit, String kind) {
    Label value =
        new Label(
            model.facts(hit.image()).stream()
                .filter(fact -> fact.name().equals(kind))
                .map(DetailsViewModel.Fact::value)
                .findFirst()
                .orElse(""));
    value.getStyleClass().add("small");
    value.setWrapText(true);
    return value;
  }
}
