package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** Tags of the chosen hits: add or remove. */
final class TagPane extends VBox {
  private static final int OFFERED = 8;

  private final CurationViewModel curation;
  private final FacetsViewModel facets;
  private final Messages messages;
  private final TextField name = new TextField();
  private final FlowPane own = new FlowPane();
  private final FlowPane offers = new FlowPane();

  TagPane(CurationViewModel curation, FacetsViewModel facets, int hits, Messages messages) {
    this.curation = curation;
    this.facets = facets;
    this.messages = messages;
    getStyleClass().addAll("popover-content", "tag-pane");
    Label title = new Label(messages.text("results.tags.of", hits));
    title.getStyleClass().add("bold");
    name.setId("tag-name");
    name.setPromptText(messages.text("results.tag.name"));
    name.setOnAction(event -> add(name.getText()));
    HBox.setHgrow(name, Priority.ALWAYS);
    Button add = new Button(messages.text("results.tag.add"));
    add.getStyleClass().add(Styles.ACCENT);
    add.setMinWidth(USE_PREF_SIZE);
    add.disableProperty().bind(name.textProperty().isEmpty());
    add.setOnAction(event -> add(name.getText()));
    HBox head = new HBox(name, add);
    head.getStyleClass().add("history-head");
    own.getStyleClass().add("tag-flow");
    offers.getStyleClass().add("tag-flow");
    getChildren().addAll(title, head, own, offers);
    curation.tags().addListener((ListChangeListener<String>) change -> show());
    facets.tags().addListener((ListChangeListener<String>) change -> show());
    name.textProperty().addListener((property, before, now) -> show());
    show();
  }

  private void add(String tag) {
    curation.tag(tag);
    name.clear();
  }

  private void show() {
    own.getChildren().setAll(curation.tags().stream().map(this::token).toList());
    String typed = name.getText().strip().toLowerCase(Locale.ROOT);
    List<Button> others =
        facets.tags().stream()
            .filter(tag -> !curation.tags().contains(tag))
            .filter(tag -> tag.toLowerCase(Locale.ROOT).contains(typed))
            .limit(OFFERED)
            .map(this::offer)
            .toList();
    offers.getChildren().setAll(others);
    own.setManaged(!own.getChildren().isEmpty());
    offers.setManaged(!others.isEmpty());
  }

  private Node token(String tag) {
    Label text = new Label(tag, Icons.of("fth-tag", 12));
    Button drop =
        Icons.button("fth-x", messages.text("results.tag.remove", tag), () -> curation.untag(tag));
    drop.setGraphic(Icons.of("fth-x", 12));
    drop.getStyleClass().add("token-remove");
    HBox token = new HBox(text, drop);
    token.setAlignment(Pos.CENTER_LEFT);
    token.getStyleClass().add("filter-token");
    return token;
  }

  private Button offer(String tag) {
    Button offer = new Button(tag, Icons.of("fth-plus", 12));
    offer.getStyleClass().add("tag-offer");
    offer.setOnAction(event -> add(tag));
    return offer;
  }
}
