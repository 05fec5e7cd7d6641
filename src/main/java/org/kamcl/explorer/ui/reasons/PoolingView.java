package org.kamcl.explorer.ui.reasons;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kamcl.engine.explain.BranchPooling;
import org.kamcl.engine.explain.Cividis;
import org.kamcl.engine.explain.HeatMap;
import org.kamcl.explorer.ui.text.Messages;

/**
 * How each branch of the image tower pools its positions: the learned weight of each rank, and the
 * positions whose values took the heaviest ranks.
 */
final class PoolingView extends VBox {
  /** Side of the maps of positions, pixels at normal text size. */
  private static final double SIDE = 52;

  private static final double BODY = 13;

  /** Smallest width of the image of the positions, pixels. */
  private static final int PIXELS = 104;

  private final Messages messages;

  PoolingView(Messages messages) {
    this.messages = messages;
    getStyleClass().add("pooling");
  }

  /** Shows branches. */
  void show(List<BranchPooling> branches) {
    getChildren().setAll(branches.stream().map(this::row).toList());
  }

  private HBox row(BranchPooling branch) {
    Label name = new Label(BranchNames.of(branch.branch(), messages));
    Label note =
        new Label(
            messages.text(
                "reasons.pooling.heaviest", branch.heaviestRanks(), branch.curve().length));
    note.getStyleClass().addAll("small", "muted");
    note.setWrapText(true);
    RankCurve curve = new RankCurve(branch.curve(), branch.heaviestRanks());
    Tooltip.install(curve, new Tooltip(messages.text("reasons.pooling.curve")));
    VBox texts = new VBox(name, curve, note);
    texts.getStyleClass().add("pooling-texts");
    HBox.setHgrow(texts, Priority.ALWAYS);
    texts.setMinWidth(0);
    ImageView map = new ImageView(image(branch.positions()));
    map.setSmooth(false);
    map.setAccessibleText(messages.text("reasons.pooling.positions"));
    map.fitWidthProperty().bind(name.fontProperty().map(font -> SIDE * font.getSize() / BODY));
    map.fitHeightProperty().bind(map.fitWidthProperty());
    Tooltip.install(map, new Tooltip(messages.text("reasons.pooling.positions")));
    HBox row = new HBox(texts, map);
    row.getStyleClass().add("pooling-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** The positions as squares of whole pixels, since JavaFX blurs what it enlarges. */
  private static WritableImage image(HeatMap map) {
    double low = map.min();
    double range = map.max() - low;
    int cell = Math.max(1, (PIXELS + map.width() - 1) / map.width());
    int width = map.width() * cell;
    int height = map.height() * cell;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = map.at(x / cell, y / cell);
        argb[y * width + x] = Cividis.argb(range > 0 ? (value - low) / range : 0);
      }
    }
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return image;
  }
}
