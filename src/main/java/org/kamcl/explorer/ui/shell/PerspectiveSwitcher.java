package org.kamcl.explorer.ui.shell;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.selection.SelectionViewModel;

/** Shows one perspective at a time, and creates the view of each when it is first shown. */
final class PerspectiveSwitcher extends BorderPane {
  private final List<Perspective> perspectives;
  private final SelectionViewModel selection;
  private final VBox banners;
  private final Map<Perspective, Shortcuts> shortcuts = new HashMap<>();
  private final Set<Perspective> opened = new HashSet<>();

  /** What had the focus when a perspective was left. */
  private final Map<Perspective, Node> focused = new HashMap<>();

  private Consumer<Perspective> onShow = perspective -> {};
  private boolean windowOpen;
  private Perspective active;
  private Perspective before;

  /**
   * @param banners banners of the window, shown inside or above the perspective
   */
  PerspectiveSwitcher(List<Perspective> perspectives, SelectionViewModel selection, VBox banners) {
    this.perspectives = perspectives;
    this.selection = selection;
    this.banners = banners;
    selection
        .selectedProperty()
        .addListener(
            (property, before, hit) -> {
              if (active != null) {
                active.onSelection(hit);
              }
            });
  }

  /** Sets the receiver of changes. */
  void onShow(Consumer<Perspective> action) {
    onShow = action;
  }

  /**
   * Offers files that were dropped on the window to the perspectives.
   *
   * @param otherwise takes them if no perspective does
   */
  void dropped(List<Path> paths, Consumer<List<Path>> otherwise) {
    if (perspectives.stream().noneMatch(perspective -> perspective.takeDropped(paths))) {
      otherwise.accept(paths);
    }
  }

  /** The perspective with an id, or the first one if there is none. */
  Perspective byId(String id) {
    return perspectives.stream()
        .filter(perspective -> perspective.id().equals(id))
        .findFirst()
        .orElse(perspectives.get(0));
  }

  /** Shows a perspective. */
  void show(Perspective perspective) {
    if (perspective == active) {
      if (windowOpen && !isFocusInside()) {
        focus(perspective);
      }
      return;
    }
    leave();
    before = active;
    active = perspective;
    Node node = perspective.node();
    if (perspective.placeBanners(banners)) {
      setTop(null);
    } else {
      setTop(banners);
    }
    setCenter(node);
    if (windowOpen) {
      open(perspective);
      focus(perspective);
    }
    perspective.onSelection(selection.selected());
    onShow.accept(perspective);
  }

  /**
   * Shows the perspective with an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  void show(String id) {
    show(
        perspectives.stream()
            .filter(perspective -> perspective.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No perspective is called " + id)));
  }

  /** Shows the perspective that was shown before, or the first one. */
  void back() {
    show(before == null ? perspectives.get(0) : before);
  }

  private void leave() {
    if (active == null || getScene() == null) {
      return;
    }
    if (isFocusInside()) {
      focused.put(active, getScene().getFocusOwner());
    } else {
      focused.remove(active);
    }
  }

  /** Whether something in the perspective has the focus. */
  private boolean isFocusInside() {
    return getScene() != null
        && getScene().getFocusOwner() != null
        && FocusCycle.within(getScene().getFocusOwner(), getCenter());
  }

  /** Focuses what had the focus when the perspective was left, or else its main control. */
  private void focus(Perspective perspective) {
    Node last = focused.get(perspective);
    if (last != null && last.getScene() != null && !last.isDisabled()) {
      last.requestFocus();
    } else {
      perspective.focus();
    }
    if (!isFocusInside()) {
      // Its main control is not there yet; the rail must not keep the focus.
      getCenter().requestFocus();
    }
  }

  /** Shows the next perspective, or the previous one for a negative step. */
  void showNext(int step) {
    int next = Math.floorMod(perspectives.indexOf(active) + step, perspectives.size());
    show(perspectives.get(next));
  }

  /** Opens the active perspective; others are opened when they are shown. */
  void open() {
    windowOpen = true;
    open(active);
  }

  private void open(Perspective perspective) {
    if (opened.add(perspective)) {
      perspective.open();
    }
  }

  /** The perspective that is shown. */
  Perspective active() {
    return active;
  }

  /** All perspectives, in the order of the rail. */
  List<Perspective> perspectives() {
    return perspectives;
  }

  /** The perspective that runs queries. */
  Optional<SearchTarget> searchTarget() {
    return perspectives.stream()
        .filter(SearchTarget.class::isInstance)
        .map(SearchTarget.class::cast)
        .findFirst();
  }

  /** Shows the perspective that runs queries and lets it run one. */
  void search(Consumer<SearchTarget> action) {
    for (Perspective perspective : perspectives) {
      if (perspective instanceof SearchTarget target) {
        show(perspective);
        action.accept(target);
        return;
      }
    }
  }

  /** Shortcuts of the active perspective. */
  Shortcuts shortcuts() {
    return shortcuts(active);
  }

  /** Shortcuts of a perspective. */
  Shortcuts shortcuts(Perspective perspective) {
    return shortcuts.computeIfAbsent(
        perspective,
        one -> {
          Shortcuts own = new Shortcuts();
          one.addShortcuts(own);
          return own;
        });
  }

  /** Closes all perspectives. */
  void close() {
    perspectives.forEach(Perspective::close);
  }
}
