package org.kamcl.explorer.ui.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kamcl.explorer.domain.MatchBand;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;

/**
 * The hits as cards in rows. Only cards in view exist. JavaFX's list view is not used: it creates
 * rows to measure them and applies CSS to each row that scrolls into view.
 */
final class HitGrid extends Region {
  /** Padding of a card in pixels. */
  static final double PADDING = 5;

  private static final double GAP = 6;
  private static final double SIDES = 12;

  /** Scroll step of the scroll bar's arrows, as a fraction of a row. */
  private static final double ARROW = 0.25;

  /** Rows before the end at which the next page is requested. */
  private static final int AHEAD = 8;

  private final SelectionViewModel selection;
  private final HitCellModel cells;
  private final ResultsViewModel results;
  private final ThumbnailLoader thumbnailLoader;
  private final HitActions actions;
  private final ListingFormatter listing;
  private final Messages messages;
  private final DoubleProperty wanted = new SimpleDoubleProperty(148);
  private final ScrollBar bar = new ScrollBar();
  private final Rectangle clip = new Rectangle();
  private final Map<MatchBand, BandDivider> dividers = new EnumMap<>(MatchBand.class);
  private final Label nothing;

  /** An invisible card that measures the height of cards. */
  private final HitCard gauge;

  private final Map<Integer, HitCard> shown = new HashMap<>();
  private final Deque<HitCard> spare = new ArrayDeque<>();
  private CardLayout places = new CardLayout(0, List.of(), 1, 1, 0, 0);
  private Runnable opened = () -> {};
  private IntConsumer resized = steps -> {};
  private boolean pressing;
  private double offset;

  /** A hit to scroll to at the next layout. */
  private SearchHit sought;

  HitGrid(
      SelectionViewModel selection,
      ResultsViewModel results,
      ThumbnailLoader thumbnailLoader,
      HitActions actions,
      ListingFormatter listing,
      Messages messages) {
    this.selection = selection;
    this.listing = listing;
    this.cells = new HitCellModel(selection, actions);
    this.results = results;
    this.thumbnailLoader = thumbnailLoader;
    this.actions = actions;
    this.messages = messages;
    for (MatchBand band : List.of(MatchBand.POSSIBLE, MatchBand.WEAK)) {
      dividers.put(band, new BandDivider(band, messages));
    }
    this.nothing = new Label(messages.text("results.none"));
    this.gauge = new HitCard(thumbnailLoader, actions, cells, listing, messages);
    gauge.setVisible(false);
    nothing.getStyleClass().add("muted");
    setId("hits");
    getStyleClass().add("hit-grid");
    setAccessibleRole(AccessibleRole.LIST_VIEW);
    setAccessibleText(messages.text("results.label"));
    setFocusTraversable(true);
    setMinSize(0, 0);
    setClip(clip);
    bar.setOrientation(Orientation.VERTICAL);
    bar.setFocusTraversable(false);
    bar.valueProperty()
        .addListener(
            (property, before, value) -> {
              if (value.doubleValue() != offset) {
                scrollTo(value.doubleValue());
              }
            });
    getChildren().add(gauge);
    getChildren().addAll(dividers.values());
    getChildren().addAll(nothing, bar);
    selection.hits().addListener((ListChangeListener<SearchHit>) this::changed);
    selection
        .selectedProperty()
        .addListener(
            (property, before, hit) -> {
              mark();
              reveal(hit);
            });
    selection.hoveredProperty().addListener((property, before, hit) -> mark());
    selection.markCountProperty().addListener((property, before, now) -> mark());
    actions.feedback().feedbackProperty().addListener((property, before, now) -> mark());
    wanted.addListener((property, before, width) -> rearranged());
    widthProperty().addListener((property, before, width) -> rearranged());
    visibleProperty().addListener((property, before, now) -> requestLayout());
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        new HitGridKeys(selection, () -> places.columns(), () -> opened.run()));
  }

  /** Appended pages leave the scroll position as it is; other results start at the top. */
  private void changed(ListChangeListener.Change<? extends SearchHit> change) {
    change.next();
    boolean appended = change.wasAdded() && !change.wasRemoved() && change.getFrom() > 0;
    if (!appended) {
      offset = 0;
      sought = selection.selected();
    }
    requestLayout();
  }

  /** Keeps the visible hits in view when the columns change. */
  private void rearranged() {
    if (places.cards() > 0) {
      SearchHit selected = selection.selected();
      int at = selected == null ? -1 : selection.indexOf(selected);
      boolean seen = at >= 0 && shown.containsKey(at);
      sought = seen ? selected : hitAt(places.cardAt(offset + places.rowHeight() / 2));
    }
    requestLayout();
  }

  private SearchHit hitAt(int index) {
    return index >= 0 && index < selection.hits().size() ? selection.hits().get(index) : null;
  }

  /** Preferred width of a card; the columns that fit share the width evenly. */
  DoubleProperty preferredCardWidthProperty() {
    return wanted;
  }

  /** Sets the action of Enter and double-click. */
  void onOpen(Runnable action) {
    opened = action;
  }

  /** Sets the receiver of the steps by which the wheel enlarges the cards. */
  void onResize(IntConsumer receiver) {
    resized = receiver;
  }

  /** Scrolls within the content. */
  private void scrollTo(double pixels) {
    offset = limited(pixels);
    requestLayout();
  }

  private double limited(double pixels) {
    double most = Math.max(0, places.height() - getHeight());
    return Math.rint(Math.max(0, Math.min(most, pixels)));
  }

  private void wheel(ScrollEvent event) {
    if (event.isShortcutDown()) {
      if (event.getDeltaY() != 0) {
        resized.accept(event.getDeltaY() > 0 ? 1 : -1);
      }
      event.consume();
    } else if (event.getDeltaY() != 0) {
      scrollTo(offset - event.getDeltaY());
      event.consume();
    }
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    double barWidth = bar.prefWidth(-1);
    double available = getWidth() - 2 * SIDES - barWidth;
    if (available <= 0 || !isVisible()) {
      return;
    }
    int columns = Math.max(1, (int) ((available + GAP) / (wanted.get() + GAP)));
    double width = Math.floor((available - (columns - 1) * GAP) / columns);
    gauge.setCardWidth(width);
    places =
        new CardLayout(
            selection.hits().size(),
            List.copyOf(results.sections().keySet()),
            columns,
            snapSizeY(gauge.prefHeight(width)) + GAP,
            snapSizeY(dividers.get(MatchBand.WEAK).prefHeight(-1)),
            GAP);
    seek();
    offset = limited(offset);
    bar.setMax(Math.max(0, places.height() - getHeight()));
    bar.setVisibleAmount(bar.getMax() * Math.min(1, getHeight() / Math.max(1, places.height())));
    bar.setUnitIncrement(ARROW * places.rowHeight());
    bar.setBlockIncrement(Math.max(places.rowHeight(), getHeight() - places.rowHeight()));
    bar.setValue(offset);
    bar.setVisible(bar.getMax() > 0);
    bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
    layoutDividers(available);
    nothing.setVisible(places.cards() == 0);
    double high = nothing.prefHeight(-1);
    double wide = Math.min(available, nothing.prefWidth(-1));
    nothing.resizeRelocate((getWidth() - wide) / 2, (getHeight() - high) / 2, wide, high);
    cards(width);
  }

  private void layoutDividers(double available) {
    dividers.values().forEach(divider -> divider.setVisible(false));
    int start = 0;
    for (MatchBand band : results.sections().values()) {
      BandDivider divider = dividers.get(band);
      divider.setVisible(true);
      double y = places.dividerY(start) - offset;
      divider.resizeRelocate(SIDES, y, available, places.dividerHeight());
      start++;
    }
  }

  private void seek() {
    SearchHit hit = sought;
    sought = null;
    int at = hit == null ? -1 : selection.indexOf(hit);
    if (at >= 0) {
      double top = places.y(at) - places.top();
      double bottom = places.y(at) + places.rowHeight();
      offset = Math.max(Math.min(offset, top), bottom - getHeight());
    }
  }

  /**
   * Updates the cards of the visible rows and of one more row on each side, so that their images
   * are loaded ahead.
   */
  private void cards(double width) {
    int first = places.cardAt(offset - places.rowHeight());
    int last =
        Math.min(
            places.cards() - 1,
            places.cardAt(offset + getHeight() + places.rowHeight()) + places.columns() - 1);
    for (Iterator<Map.Entry<Integer, HitCard>> i = shown.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<Integer, HitCard> entry = i.next();
      if (entry.getKey() < first || entry.getKey() > last) {
        release(entry.getValue());
        i.remove();
      }
    }
    for (int at = first; at <= last; at++) {
      HitCard card = shown.computeIfAbsent(at, index -> card());
      SearchHit hit = selection.hits().get(at);
      card.setCardWidth(width);
      card.show(hit, cells.isSelected(hit));
      card.setHovered(cells.isHovered(hit));
      card.setMarked(selection.isMarked(hit));
      double x = SIDES + places.column(at) * (width + GAP);
      card.resizeRelocate(x, places.y(at) - offset, width, places.rowHeight() - GAP);
    }
    if (places.cards() > 0 && last >= places.cards() - AHEAD * places.columns()) {
      // Not during layout, which a new page would change.
      Platform.runLater(actions.search()::loadMore);
    }
  }

  private void release(HitCard card) {
    card.release();
    card.setVisible(false);
    spare.push(card);
  }

  private HitCard card() {
    HitCard used = spare.poll();
    if (used != null) {
      used.setVisible(true);
      return used;
    }
    HitCard card = new HitCard(thumbnailLoader, actions, cells, listing, messages);
    card.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> pressed(card, event));
    card.onMark(
        () -> {
          requestFocus();
          selection.toggleMark(card.hit());
        });
    card.hoverProperty().addListener((property, before, over) -> cells.hover(card.hit(), over));
    card.setOnDragDetected(event -> drag(card, event));
    // Unmanaged: changes inside a card must not request layout of the grid.
    card.setManaged(false);
    // Below the scroll bar in z-order.
    getChildren().add(getChildren().indexOf(bar), card);
    card.applyCss();
    return card;
  }

  private void pressed(HitCard card, MouseEvent event) {
    if (event.isShortcutDown()) {
      selection.toggleMarkWithSelected(card.hit());
    } else if (event.isShiftDown()) {
      selection.markTo(card.hit());
    } else {
      pressing = true;
      selection.select(card.hit());
      pressing = false;
      if (event.getClickCount() == 2) {
        opened.run();
      }
    }
  }

  /** Drags a hit to the query, or its file to another program. */
  private static void drag(HitCard card, MouseEvent event) {
    Dragboard content = card.startDragAndDrop(TransferMode.COPY);
    content.setContent(HitClipboard.dragged(card.hit()));
    content.setDragView(card.picture());
    event.consume();
  }

  /** Updates selection, hover, marks and ratings of the visible cards. */
  private void mark() {
    for (HitCard card : shown.values()) {
      card.setSelected(cells.isSelected(card.hit()));
      card.setHovered(cells.isHovered(card.hit()));
      card.setMarked(cells.isMarked(card.hit()));
      card.updateRating();
    }
  }

  /** Scrolls just far enough to show a hit. A click never scrolls under the pointer. */
  private void reveal(SearchHit hit) {
    if (hit != null && !pressing) {
      sought = hit;
      requestLayout();
    }
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case ITEM_COUNT -> selection.hits().size();
      case ITEM_AT_INDEX -> shown.get((Integer) parameters[0]);
      case FOCUS_ITEM -> {
        SearchHit selected = selection.selected();
        yield selected == null ? null : shown.get(selection.indexOf(selected));
      }
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
