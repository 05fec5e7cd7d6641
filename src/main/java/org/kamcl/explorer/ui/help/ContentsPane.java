package org.kamcl.explorer.ui.help;

import atlantafx.base.controls.CustomTextField;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kamcl.explorer.guide.Chapter;
import org.kamcl.explorer.guide.Guide;
import org.kamcl.explorer.guide.GuideSearch;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The contents of the guide, or the sections that a search finds. */
final class ContentsPane extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  /** More are of no help; another word narrows them. */
  private static final int MOST_HITS = 40;

  private final GuideViewModel model;
  private final Messages messages;
  private final CustomTextField field = new CustomTextField();
  private final VBox list = new VBox();

  ContentsPane(GuideViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    getStyleClass().add("guide-contents");
    field.setId("guide-search");
    field.setLeft(Icons.of("fth-search"));
    field.setPromptText(messages.text("help.guide.search"));
    field.setAccessibleText(messages.text("help.guide.search"));
    field.textProperty().bindBidirectional(model.queryProperty());
    field.setOnAction(
        event -> model.hits().stream().findFirst().ifPresent(hit -> model.show(hit.place())));
    field.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
            field.clear();
            event.consume();
          }
        });
    VBox head = new VBox(field);
    head.getStyleClass().add("guide-search-box");
    list.getStyleClass().add("guide-entries");
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("guide-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head, scroll);
    InvalidationListener changed = observable -> show();
    model.guideProperty().addListener(changed);
    model.hits().addListener(changed);
    model.queryProperty().addListener(changed);
    model.placeProperty().addListener(observable -> mark());
    show();
  }

  void focusSearch() {
    field.requestFocus();
    field.selectAll();
  }

  private void show() {
    List<Node> entries = new ArrayList<>();
    Guide guide = model.guideProperty().get();
    if (guide != null && model.queryProperty().get().isBlank()) {
      for (Guide.Group group : guide.groups()) {
        Label title = new Label(group.title());
        title.getStyleClass().add("guide-group");
        entries.add(title);
        group.chapters().forEach(chapter -> entries.add(entry(chapter)));
      }
    } else if (guide != null) {
      int count = model.hits().size();
      Label found = new Label(messages.text("help.guide.found", count));
      found.setId("guide-found");
      found.getStyleClass().addAll("guide-group", "muted");
      found.setWrapText(true);
      entries.add(found);
      model.hits().stream().limit(MOST_HITS).forEach(hit -> entries.add(hit(hit)));
    }
    list.getChildren().setAll(entries);
    mark();
  }

  private Button entry(Chapter chapter) {
    Button entry = new Button(chapter.title());
    entry.setUserData(chapter.path());
    entry.setWrapText(true);
    return asEntry(entry, new Place(chapter.path(), ""));
  }

  private Button asEntry(Button entry, Place place) {
    entry.getStyleClass().add("guide-entry");
    entry.setMaxWidth(Double.MAX_VALUE);
    entry.setOnAction(event -> model.show(place));
    return entry;
  }

  private Button hit(GuideSearch.Hit hit) {
    Label heading = new Label(hit.heading());
    heading.getStyleClass().add("bold");
    heading.setWrapText(true);
    TextFlow excerpt = new TextFlow();
    int at = 0;
    for (GuideSearch.Match match : hit.matches()) {
      excerpt.getChildren().add(text(hit.excerpt().substring(at, match.start()), false));
      excerpt.getChildren().add(text(hit.excerpt().substring(match.start(), match.end()), true));
      at = match.end();
    }
    excerpt.getChildren().add(text(hit.excerpt().substring(at), false));
    VBox content = new VBox(heading);
    if (!hit.chapter().equals(hit.heading())) {
      Label chapter = new Label(hit.chapter());
      chapter.getStyleClass().addAll("muted", "guide-hit-chapter");
      content.getChildren().add(chapter);
    }
    content.getChildren().add(excerpt);
    Button button = new Button();
    button.setGraphic(content);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setAccessibleText(hit.heading() + ". " + hit.excerpt());
    button.getStyleClass().add("guide-hit");
    button.setMinHeight(Region.USE_PREF_SIZE);
    content
        .prefWidthProperty()
        .bind(
            list.widthProperty()
                .subtract(list.getInsets().getLeft() + list.getInsets().getRight())
                .subtract(field.heightProperty()));
    return asEntry(button, hit.place());
  }

  private static Text text(String words, boolean match) {
    Text text = new Text(words);
    text.getStyleClass().add(match ? "guide-match" : "guide-excerpt");
    return text;
  }

  private void mark() {
    Place place = model.placeProperty().get();
    for (Node entry : list.getChildren()) {
      entry.pseudoClassStateChanged(
          CHOSEN, place != null && place.path().equals(entry.getUserData()));
    }
  }
}
