package org.kamcl.explorer.ui.reasons;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;
import org.kamcl.engine.explain.Explanation;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.control.ConceptHandler;
import org.kamcl.explorer.ui.control.ScoreDot;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.text.ScoreFormatter;

/** Why an image is a hit, on one picture: where, how sure, which words, which concepts. */
final class ReasonsCard extends HBox {
  /** Sides of the picture in it, pixels. */
  private static final double SIDE = 400;

  private static final double TEXTS = 340;

  /** Pixels of the picture per pixel of the card. */
  private static final double SCALE = 2;

  private final Messages messages;

  /**
   * @param picture the image with its heat map
   */
  ReasonsCard(
      SearchHit hit,
      SearchRequest search,
      Explanation explanation,
      ArgbImage picture,
      ConceptHandler handler,
      Messages messages) {
    this.messages = messages;
    getStyleClass().add("reasons-card");
    getChildren().setAll(picture(picture, hit), texts(hit, search, explanation, handler));
  }

  private Node picture(ArgbImage picture, SearchHit hit) {
    Image image = ThumbnailLoader.image(picture);
    ImageView view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setFitWidth(SIDE);
    view.setFitHeight(SIDE);
    StackPane frame = new StackPane(view);
    frame.setAlignment(Pos.TOP_LEFT);
    Label seen = small(messages.text("reasons.card.seen"));
    Label file = small(String.valueOf(hit.image().file().getFileName()));
    file.setWrapText(true);
    VBox box = new VBox(frame, seen, file);
    box.setMaxWidth(SIDE);
    box.getStyleClass().add("reasons-card-column");
    return box;
  }

  private Node texts(
      SearchHit hit, SearchRequest search, Explanation explanation, ConceptHandler handler) {
    ScoreFormatter scores = new ScoreFormatter(messages);
    Label query = new Label(QueryWriter.write(search.query()));
    query.getStyleClass().addAll("bold", "reasons-card-title");
    query.setWrapText(true);
    ScoreDot dot = new ScoreDot();
    dot.show(hit.falseMatchRate());
    Label band =
        new Label(messages.text("reasons.card.hit", hit.rank(), scores.falseMatchRate(hit)));
    band.getStyleClass().add("bold");
    HBox sure = new HBox(dot, band);
    sure.getStyleClass().add("hit-line");
    sure.setAlignment(Pos.CENTER_LEFT);
    Label meaning = small(scores.explanation(hit));
    meaning.setWrapText(true);
    List<WordReason> words = QueryWords.of(search.query(), explanation);
    VBox box =
        new VBox(
            query,
            sure,
            meaning,
            head("reasons.words", "reasons.words.note"),
            new WordBars(FXCollections.observableList(words), messages),
            head("reasons.concepts", ""),
            concepts(explanation, handler),
            small(messages.text("reasons.card.model", explanation.model())));
    box.getStyleClass().add("reasons-card-column");
    box.setMinWidth(TEXTS);
    box.setPrefWidth(TEXTS);
    box.setMaxWidth(TEXTS);
    return box;
  }

  private Node concepts(Explanation explanation, ConceptHandler handler) {
    ConceptReasons found = ConceptReasons.of(explanation);
    if (found.isEmpty()) {
      boolean any = explanation.concepts().modelHasConcepts();
      Label none = small(messages.text(any ? "details.concepts.none" : "model.concepts.none"));
      none.setWrapText(true);
      return none;
    }
    ConceptGroups concepts = new ConceptGroups(handler, messages);
    concepts.show(found);
    return concepts;
  }

  private HBox head(String key, String noteKey) {
    Label name = new Label(messages.text(key));
    name.getStyleClass().add("bold");
    HBox line = new HBox(name);
    line.getStyleClass().add("section-head");
    line.setAlignment(Pos.BASELINE_LEFT);
    if (!noteKey.isEmpty()) {
      Label note = small(messages.text(noteKey));
      HBox.setHgrow(note, Priority.ALWAYS);
      line.getChildren().add(note);
    }
    return line;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("small", "muted");
    return label;
  }

  /**
   * Draws the card.
   *
   * @param like a scene whose styles are used
   */
  ArgbImage draw(Scene like) {
    Scene scene = new Scene(this);
    scene.setUserAgentStylesheet(like.getUserAgentStylesheet());
    scene.getStylesheets().setAll(like.getStylesheets());
    applyCss();
    // Texts wrap at their width, which only the second layout knows.
    layout();
    layout();
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(SCALE, SCALE));
    WritableImage image = snapshot(parameters, null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return new ArgbImage(width, height, argb);
  }
}
