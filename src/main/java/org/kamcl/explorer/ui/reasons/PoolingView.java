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

  /** One pixel per position. */
  private static WritableImage image(HeatMap map) {
    double low = map.min();
    double range = map.max() - low;
    int[] argb = new int[map.width() * map.height()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = Cividis.argb(range > 0 ? (map.values()[i] - low) / range : 0);
    }
    WritableImage image = new WritableImage(map.width(), map.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            map.width(),
            map.height(),
            PixelFormat.getIntArgbInstance(),
            argb,
            0,
            map.width());
    return image;
  }
}
