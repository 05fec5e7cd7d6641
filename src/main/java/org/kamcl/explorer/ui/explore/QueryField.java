package org.kamcl.explorer.ui.explore;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.reasons.WordReason;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The query as tokens, followed by a text field. Assistive technology sees one text. */
final class QueryField extends HBox {
  private static final PseudoClass WITHIN = PseudoClass.getPseudoClass("within");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final QueryViewModel query;
  private final Messages messages;
  private final SuggestionsViewModel suggestions;
  private final ExampleImagesViewModel examples;
  private final TextField field = new TypedField();
  private final TokenList tokens;
  private Runnable leave = () -> {};

  /**
   * @param reasons of the selected hit, which underline the words
   * @param examples receives images that are dropped or pasted
   * @param search the action of Enter
   */
  QueryField(
      QueryViewModel query,
      SuggestionsViewModel suggestions,
      ReasonsViewModel reasons,
      QueryFormatter formatter,
      ThumbnailLoader thumbnailLoader,
      Messages messages,
      ExampleImagesViewModel examples,
      Runnable search) {
    this.query = query;
    this.suggestions = suggestions;
    this.messages = messages;
    this.examples = examples;
    this.tokens =
        new TokenList(query, formatter, thumbnailLoader, messages, field, new QueryTextBox(field));
    tokens.setReasons(reasons::words);
    reasons.words().addListener((ListChangeListener<WordReason>) change -> tokens.update());
    getStyleClass().add("query-field");
    setAlignment(Pos.CENTER_LEFT);
    field.setId("query");
    field.textProperty().bindBidirectional(query.typedProperty());
    field
        .textProperty()
        .addListener(
            (property, before, now) -> {
              tokens.setAllSelected(false);
              // The text must not be changed from within its own change event.
              Platform.runLater(this::tokenize);
              if (field.isFocused()) {
                tokens.revealField();
                suggestions.typed();
              }
            });
    QueryKeys.install(query, suggestions, field, tokens, search, () -> leave.run());
    new SuggestionsPopup(suggestions, field, messages);
    HBox.setHgrow(tokens.node(), Priority.ALWAYS);
    getChildren().addAll(Icons.of("fth-search"), tokens.node());
    query.terms().addListener((ListChangeListener<QueryTerm>) change -> showTerms());
    query.unknownWords().addListener((SetChangeListener<String>) change -> showTerms());
    query
        .problemProperty()
        .addListener((property, before, now) -> pseudoClassStateChanged(WRONG, !now.isEmpty()));
    addEventHandler(MouseEvent.MOUSE_CLICKED, event -> field.requestFocus());
    addEventFilter(MouseEvent.MOUSE_PRESSED, event -> tokens.setAllSelected(false));
    sceneProperty()
        .addListener(
            (property, before, scene) -> {
              if (scene != null) {
                scene.focusOwnerProperty().addListener((p, old, owner) -> focused(owner));
              }
            });
    ImageDropTarget.install(this, examples);
    showTerms();
  }

  /**
   * Turns finished terms into tokens. The cursor keeps its place in the remaining text: further
   * letters may have been typed before this runs.
   */
  private void tokenize() {
    int behindCursor = field.getLength() - field.getCaretPosition();
    String text = field.getText();
    query.tokenize();
    if (!field.getText().equals(text)) {
      field.positionCaret(Math.max(0, field.getLength() - behindCursor));
    }
  }

  /** Sets the action of the Down key while there are no suggestions. */
  void onLeave(Runnable action) {
    leave = action;
  }

  /** The text field. */
  TextField field() {
    return field;
  }

  private void focused(Node owner) {
    boolean within = owner == field || tokens.contains(owner);
    pseudoClassStateChanged(WITHIN, within);
    if (!within) {
      tokens.setAllSelected(false);
    }
    if (owner != field) {
      suggestions.close();
    }
  }

  private void showTerms() {
    tokens.update();
    String text = tokens.accessibleText();
    field.setAccessibleText(
        text.isEmpty() ? messages.text("query.label") : messages.text("query.label.with", text));
  }

  /** Pasted text becomes tokens; pasted images and paths of images become examples. */
  private final class TypedField extends TextField {
    @Override
    public void paste() {
      Clipboard clipboard = Clipboard.getSystemClipboard();
      String text = clipboard.hasString() ? clipboard.getString() : "";
      List<Path> files =
          clipboard.getFiles().stream().map(File::toPath).filter(examples::isImage).toList();
      List<Path> images = files.isEmpty() ? examples.filesIn(text) : files;
      if (images.isEmpty() && text.isBlank() && !clipboard.hasImage()) {
        return;
      }
      if (tokens.isAllSelected()) {
        tokens.setAllSelected(false);
        query.clear();
      }
      if (!images.isEmpty()) {
        examples.add(images);
      } else if (!text.isBlank()) {
        query.paste(text, getSelection().getStart(), getSelection().getEnd());
      } else {
        examples.add(pixels(clipboard.getImage()));
      }
    }
  }

  private static ArgbImage pixels(Image image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new ArgbImage(width, height, argb);
  }
}
