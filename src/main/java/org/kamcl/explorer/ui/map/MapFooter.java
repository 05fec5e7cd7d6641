package org.kamcl.explorer.ui.map;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.map.ScaleBar;
import org.kamcl.explorer.map.Viewport;
import org.kamcl.explorer.ui.control.FirstShown;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.GeoFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.ScoreColorScale;

/** The lower left corner of the map: pointer coordinates, scale bar, legend and credits. */
final class MapFooter extends VBox {
  private static final double MAX_SCALE_BAR = 96;

  private final Messages messages;
  private final GeoFormatter formatter;
  private final Region scaleLine = new Region();
  private final Label scaleText = new Label();
  private final Label pointer = new Label();

  MapFooter(MapViewModel model, Messages messages, GeoFormatter formatter) {
    this.messages = messages;
    this.formatter = formatter;
    pointer.getStyleClass().add("map-text");
    pointer.setId("pointer");
    pointer.visibleProperty().bind(pointer.textProperty().isNotEmpty());
    scaleLine.getStyleClass().add("map-scale");
    scaleLine.setMaxHeight(USE_PREF_SIZE);
    scaleText.getStyleClass().add("map-text");
    scaleText.setId("scale");
    HBox scale = new HBox(scaleLine, scaleText);
    scale.getStyleClass().add("map-scale-row");
    scale.setAlignment(Pos.CENTER_LEFT);
    FlowPane credits = new FlowPane(2, 2);
    for (String credit : messages.text("map.credits").split(" · ")) {
      Label label = new Label(credit);
      label.getStyleClass().add("map-text");
      credits.getChildren().add(label);
    }
    getChildren().addAll(pointer, scale, legend(model), credits);
    FirstShown.defer(this);
    getStyleClass().add("map-footer");
    setMaxHeight(USE_PREF_SIZE);
    setFillWidth(false);
    credits.prefWrapLengthProperty().bind(maxWidthProperty().subtract(12));
    setMouseTransparent(true);
  }

  /** The color scale of the markers; shown while there are hits. */
  private Region legend(MapViewModel model) {
    SelectionViewModel selection = model.selection();
    Label shown = new Label();
    shown.setId("hits-on-map");
    shown.getStyleClass().add("small");
    shown
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    messages.text(
                        "map.hits.shown",
                        model.visibleHitsProperty().get(),
                        selection.hits().size()),
                model.visibleHitsProperty(),
                selection.hits()));
    Label name = new Label(messages.text("map.legend"));
    name.getStyleClass().add("small");
    Label weak = new Label(messages.text("map.legend.weak"));
    Label strong = new Label(messages.text("map.legend.strong"));
    weak.getStyleClass().addAll("small", "muted");
    strong.getStyleClass().addAll("small", "muted");
    weak.setMinWidth(USE_PREF_SIZE);
    strong.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Region scale = new Region();
    scale.setMinHeight(8);
    scale.setBackground(
        new Background(
            new BackgroundFill(ScoreColorScale.gradient(), CornerRadii.EMPTY, Insets.EMPTY)));
    // Images that are listed without a query have no score.
    VBox scores = new VBox(name, new HBox(weak, gap, strong), scale);
    scores.getStyleClass().add("map-scores");
    scores.setId("score-scale");
    scores.managedProperty().bind(scores.visibleProperty());
    VBox legend = new VBox(shown, scores);
    legend.getStyleClass().addAll("map-card", "map-legend");
    legend.setId("legend");
    legend.managedProperty().bind(legend.visibleProperty());
    Runnable update =
        () -> {
          List<SearchHit> hits = selection.hits();
          legend.setVisible(!hits.isEmpty());
          scores.setVisible(!hits.isEmpty() && !hits.get(0).isListed());
        };
    selection.hits().addListener((ListChangeListener<SearchHit>) change -> update.run());
    update.run();
    return legend;
  }

  /** Updates the scale bar. */
  void showScale(Viewport view) {
    ScaleBar bar = ScaleBar.of(view, MAX_SCALE_BAR);
    double width = Math.rint(bar.pixels());
    scaleLine.setMinWidth(width);
    scaleLine.setPrefWidth(width);
    scaleText.setText(formatter.length(bar.meters()));
  }

  /** Shows the coordinates of the pointer with the precision of about a pixel. */
  void showPointer(GeoPoint point, double zoom) {
    int digits = (int) Math.max(2, Math.min(6, Math.ceil(zoom * Math.log10(2))));
    pointer.setText(formatter.coordinates(point, digits));
  }

  /** Hides the coordinates after the pointer left the map. */
  void clearPointer() {
    pointer.setText("");
  }
}
