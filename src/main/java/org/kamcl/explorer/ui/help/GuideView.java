package org.kamcl.explorer.ui.help;

import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.guide.Chapter;
import org.kamcl.explorer.guide.Guide;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The user guide: contents or search results on the left, the chapter on the right. */
final class GuideView extends BorderPane {
  private final GuideViewModel model;
  private final Messages messages;
  private final ContentsPane contents;
  private final ScrollPane scroll = new ScrollPane();
  private final Label title = new Label();
  private final BooleanProperty dark = new SimpleBooleanProperty();
  private @Nullable MarkdownView page;
  private String shownPath = "";

  GuideView(GuideViewModel model, Messages messages) {
    this.model = model;
    this.messages = messages;
    getStyleClass().add("guide");
    contents = new ContentsPane(model, messages);
    setLeft(contents);
    scroll.setFitToWidth(true);
    scroll.setId("guide-page");
    scroll.getStyleClass().add("guide-scroll");
    BorderPane main = new BorderPane(scroll);
    main.setTop(bar());
    setCenter(main);
    model.placeProperty().addListener((property, before, place) -> show());
    dark.addListener(
        (property, before, now) -> {
          shownPath = "";
          show();
        });
    show();
  }

  private HBox bar() {
    Button back = Icons.button("fth-arrow-left", messages.text("help.guide.back"), model::back);
    back.setId("guide-back");
    back.disableProperty().bind(model.canGoBack().not());
    Button forward =
        Icons.button("fth-arrow-right", messages.text("help.guide.forward"), model::forward);
    forward.setId("guide-forward");
    forward.disableProperty().bind(model.canGoForward().not());
    Button home =
        Icons.button(
            "fth-list", messages.text("help.guide.contents"), () -> model.show(Place.HOME));
    title.getStyleClass().add("muted");
    title.setMinWidth(0);
    HBox bar = new HBox(back, forward, home, title);
    bar.getStyleClass().addAll("pane-header", "guide-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    return bar;
  }

  /** Whether pictures of the dark theme are shown. */
  void setDark(boolean now) {
    dark.set(now);
  }

  /** Focuses the search field. */
  void focusSearch() {
    contents.focusSearch();
  }

  private void show() {
    Guide guide = model.guideProperty().get();
    Place place = model.placeProperty().get();
    Optional<Chapter> found =
        guide == null || place == null ? Optional.empty() : guide.chapter(place);
    if (guide == null || place == null || found.isEmpty()) {
      return;
    }
    Chapter chapter = found.get();
    if (!chapter.path().equals(shownPath)) {
      shownPath = chapter.path();
      title.setText(chapter.title());
      page =
          new MarkdownView(
              chapter,
              new MarkdownView.Actions(
                  picture -> guide.picture(chapter.path(), picture, dark.get()),
                  destination -> guide.target(chapter.path(), destination).isPresent(),
                  model::follow));
      scroll.setContent(withNote(page, chapter));
      scroll.setVvalue(0);
    }
    scrollTo(place.anchor());
  }

  /** Above a chapter that is not translated, a note in the language of the window says so. */
  private Region withNote(MarkdownView chapter, Chapter content) {
    boolean translated = !content.file().equals(content.path());
    if (translated || messages.locale().getLanguage().equals("en")) {
      return chapter;
    }
    Label note = new Label(messages.text("help.guide.english"), Icons.of("fth-info"));
    note.getStyleClass().addAll("muted", "guide-note");
    note.setWrapText(true);
    return new VBox(note, chapter);
  }

  private void scrollTo(String anchor) {
    MarkdownView shown = page;
    if (shown == null) {
      return;
    }
    // Heights are known after a layout only.
    Platform.runLater(
        () -> {
          if (shown != page) {
            return;
          }
          applyCss();
          layout();
          double y =
              shown
                  .heading(anchor)
                  .map(heading -> heading.getBoundsInParent().getMinY() + shown.getLayoutY())
                  .orElse(0.0);
          double height = scroll.getContent().getLayoutBounds().getHeight();
          double hidden = height - scroll.getViewportBounds().getHeight();
          scroll.setVvalue(hidden <= 0 || anchor.isEmpty() ? 0 : Math.min(1, y / hidden));
        });
  }
}
