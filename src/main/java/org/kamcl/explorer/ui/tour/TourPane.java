package org.kamcl.explorer.ui.tour;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Shows a step of the tour over the window: what it is about is framed, everything else is dimmed,
 * and a card beside it explains it. The window below can be used.
 */
public final class TourPane extends Pane {
  /** Space between frame and card, in font sizes. */
  private static final double GAP = 0.92;

  private static final double FRAME = 3;

  private static final Bounds NOTHING = new BoundingBox(0, 0, 0, 0);

  private final TourViewModel tour;
  private final Messages messages;
  private final List<Region> shades = List.of(shade(), shade(), shade(), shade());
  private final Region frame = new Region();
  private final VBox card = new VBox();
  private final Runnable afterLayout = this::followTarget;
  private @Nullable Node target;

  /** Where it was framed, in this pane. */
  private Bounds framed = NOTHING;

  /** What had the focus before the tour. */
  private @Nullable Node before;

  /** Follows the step of a tour. */
  public TourPane(TourViewModel tour, Messages messages) {
    this.tour = tour;
    this.messages = messages;
    setId("tour");
    getStyleClass().add("tour");
    setPickOnBounds(false);
    frame.getStyleClass().add("tour-frame");
    frame.setMouseTransparent(true);
    frame.setManaged(false);
    card.setId("tour-card");
    card.getStyleClass().add("tour-card");
    card.setAccessibleRole(AccessibleRole.DIALOG);
    getChildren().addAll(shades);
    getChildren().addAll(frame, card);
    visibleProperty().bind(tour.stepProperty().isNotNull());
    managedProperty().bind(visibleProperty());
    card.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    tour.stepProperty().addListener((property, old, step) -> show(old, step));
  }

  private static Region shade() {
    Region shade = new Region();
    shade.getStyleClass().add("tour-shade");
    shade.setMouseTransparent(true);
    shade.setManaged(false);
    return shade;
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      tour.end();
      event.consume();
    }
  }

  private void show(TourViewModel.@Nullable Step old, TourViewModel.@Nullable Step step) {
    Scene scene = getScene();
    if (scene != null && (old == null || step == null)) {
      if (step == null) {
        scene.removePostLayoutPulseListener(afterLayout);
      } else {
        scene.addPostLayoutPulseListener(afterLayout);
      }
    }
    if (step == null) {
      card.getChildren().clear();
      if (before != null) {
        before.requestFocus();
      }
      return;
    }
    if (old == null && scene != null) {
      before = scene.getFocusOwner();
    }
    Label title = new Label(messages.text(step.titleKey()));
    title.getStyleClass().add("tour-title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    Label text = new Label(messages.text(step.textKey()));
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    card.getChildren().setAll(title, text, buttons(step));
    card.setAccessibleText(title.getText() + " " + text.getText());
    requestLayout();
  }

  private HBox buttons(TourViewModel.Step step) {
    boolean last = step.number() == TourViewModel.Step.values().length;
    Label count =
        new Label(messages.text("tour.count", step.number(), TourViewModel.Step.values().length));
    count.getStyleClass().addAll("muted", "small");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button skip = button("tour-skip", last ? "tour.done" : "tour.skip", tour::end);
    skip.getStyleClass().add(Styles.FLAT);
    Button back = button("tour-back", "tour.back", tour::back);
    back.setVisible(step.number() > 1);
    back.setManaged(back.isVisible());
    Button next =
        last
            ? button("tour-folder", "tour.folder.button", tour::chooseFolder)
            : button("tour-next", "tour.next", tour::next);
    next.getStyleClass().add(Styles.ACCENT);
    next.setDefaultButton(false);
    HBox line = new HBox(count, space, skip, back, next);
    line.getStyleClass().add("tour-buttons");
    line.setAlignment(Pos.CENTER_LEFT);
    next.sceneProperty()
        .addListener(
            (property, none, scene) -> {
              if (scene != null) {
                next.requestFocus();
              }
            });
    Platform.runLater(next::requestFocus);
    return line;
  }

  private Button button(String id, String key, Runnable action) {
    Button button = new Button(messages.text(key));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  /** What a step is about may appear later, as the details with the first hits, and may move. */
  private void followTarget() {
    TourViewModel.Step step = tour.stepProperty().get();
    if (step != null && getScene() != null) {
      Node next = find(step);
      if (!Objects.equals(next, target) || !hole(next).equals(framed)) {
        requestLayout();
      }
    }
  }

  /** The first visible node that the step is about. */
  private @Nullable Node find(TourViewModel.Step step) {
    for (String selector : step.targets()) {
      for (Node node : getScene().getRoot().lookupAll(selector)) {
        if (isShown(node) && node.getLayoutBounds().getWidth() > 1) {
          return node;
        }
      }
    }
    return null;
  }

  private static boolean isShown(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void layoutChildren() {
    TourViewModel.Step step = tour.stepProperty().get();
    if (step == null || getScene() == null) {
      return;
    }
    target = find(step);
    Bounds hole = hole(target);
    framed = hole;
    place(shades.get(0), 0, 0, getWidth(), hole.getMinY());
    place(shades.get(1), 0, hole.getMaxY(), getWidth(), getHeight() - hole.getMaxY());
    place(shades.get(2), 0, hole.getMinY(), hole.getMinX(), hole.getHeight());
    place(
        shades.get(3),
        hole.getMaxX(),
        hole.getMinY(),
        getWidth() - hole.getMaxX(),
        hole.getHeight());
    frame.setVisible(target != null);
    place(frame, hole.getMinX(), hole.getMinY(), hole.getWidth(), hole.getHeight());
    placeCard(hole);
  }

  /** What is framed, within this pane; empty without a target. */
  private Bounds hole(@Nullable Node around) {
    if (around == null) {
      return NOTHING;
    }
    Bounds bounds = sceneToLocal(around.localToScene(around.getLayoutBounds()));
    double left = Math.max(0, bounds.getMinX() - FRAME);
    double top = Math.max(0, bounds.getMinY() - FRAME);
    double right = Math.min(getWidth(), bounds.getMaxX() + FRAME);
    double bottom = Math.min(getHeight(), bounds.getMaxY() + FRAME);
    return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  private static void place(Region region, double x, double y, double width, double height) {
    region.resizeRelocate(x, y, Math.max(0, width), Math.max(0, height));
  }

  /** Below the frame, above it, or beside it: where there is room. */
  private void placeCard(Bounds hole) {
    double gap = GAP * fontSize();
    double width = Math.min(card.prefWidth(-1), getWidth() - 2 * gap);
    double height = Math.min(card.prefHeight(width), getHeight() - 2 * gap);
    double x = clamp(hole.getMinX(), gap, getWidth() - width - gap);
    double y;
    if (target == null) {
      x = (getWidth() - width) / 2;
      y = (getHeight() - height) / 2;
    } else if (hole.getMaxY() + gap + height <= getHeight()) {
      y = hole.getMaxY() + gap;
    } else if (hole.getMinY() - gap - height >= 0) {
      y = hole.getMinY() - gap - height;
    } else {
      y = clamp(hole.getMinY() + 2 * gap, gap, getHeight() - height - gap);
      x =
          hole.getMinX() - gap - width >= 0
              ? hole.getMinX() - gap - width
              : clamp(hole.getMaxX() + gap, gap, getWidth() - width - gap);
    }
    card.resizeRelocate(snapPositionX(x), snapPositionY(y), width, height);
  }

  private double fontSize() {
    return card.getChildren().isEmpty()
        ? 13
        : ((Label) card.getChildren().get(1)).getFont().getSize();
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(value, most));
  }
}
