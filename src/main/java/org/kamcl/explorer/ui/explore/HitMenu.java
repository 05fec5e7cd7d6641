package org.kamcl.explorer.ui.explore;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.input.ContextMenuEvent;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Context menu of a hit. */
final class HitMenu {
  private final HitActions actions;
  private final SelectionViewModel selection;
  private final Runnable tag;
  private final Runnable train;
  private final Runnable caption;
  private final Messages messages;
  private ContextMenu open = new ContextMenu();

  /**
   * @param tag opens the tags of the chosen hits
   * @param train opens the captions with which hits are sent to training
   * @param caption shows the captioning queue
   */
  HitMenu(
      HitActions actions,
      SelectionViewModel selection,
      Runnable tag,
      Runnable train,
      Runnable caption,
      Messages messages) {
    this.actions = actions;
    this.selection = selection;
    this.tag = tag;
    this.train = train;
    this.caption = caption;
    this.messages = messages;
  }

  /** Installs the menu on a list of hits. */
  void install(Node list) {
    list.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> requested(list, event));
  }

  private void requested(Node list, ContextMenuEvent event) {
    SearchHit hit = event.isKeyboardTrigger() ? selection.selected() : under(event.getTarget());
    if (hit == null) {
      return;
    }
    open.hide();
    open = menu(hit);
    if (event.isKeyboardTrigger()) {
      Bounds bounds = list.localToScreen(list.getLayoutBounds());
      open.show(list, bounds.getCenterX(), bounds.getCenterY());
    } else {
      open.show(list, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private static SearchHit under(Object target) {
    Node node = target instanceof Node first ? first : null;
    while (node != null) {
      if (node instanceof HitCard card) {
        return card.hit();
      }
      if (node instanceof ListCell<?> cell) {
        return cell.getItem() instanceof SearchHit hit ? hit : null;
      }
      if (node instanceof TableRow<?> row) {
        return row.getItem() instanceof SearchHit hit ? hit : null;
      }
      node = node.getParent();
    }
    return null;
  }

  private ContextMenu menu(SearchHit hit) {
    if (!selection.isMarked(hit)) {
      // Actions apply to this hit, not to other marked ones.
      selection.clearMarks();
      selection.select(hit);
    }
    MenuItem map =
        Menus.item(
            "fth-map-pin",
            messages.text("card.map"),
            () -> actions.navigation().showOnMap(hit.image()));
    map.setDisable(hit.image().footprint().isEmpty());
    MenuItem scores =
        Menus.item(
            "fth-grid",
            messages.text("card.scores"),
            () -> actions.navigation().scoreMap(hit.image()));
    // Without a query there is nothing to look for.
    scores.setDisable(hit.isListed() || hit.image().footprint().isEmpty());
    MenuItem relevant =
        Menus.item(
            "fth-thumbs-up", messages.text("card.relevant"), () -> actions.rateRelevant(hit));
    MenuItem notRelevant =
        Menus.item(
            "fth-thumbs-down",
            messages.text("card.notrelevant"),
            () -> actions.rateNotRelevant(hit));
    // There is no query that a rating could refine.
    relevant.setDisable(hit.isListed());
    notRelevant.setDisable(hit.isListed());
    return new ContextMenu(
        Menus.item("fth-maximize-2", messages.text("card.inspect"), actions.navigation()::inspect),
        map,
        scores,
        new SeparatorMenuItem(),
        relevant,
        notRelevant,
        Menus.item(
            "mdi2i-image-search-outline",
            messages.text("card.similar"),
            () -> actions.similar(hit)),
        new SeparatorMenuItem(),
        Menus.item(
            "fth-check-square",
            messages.text(selection.isMarked(hit) ? "card.unmark" : "card.mark"),
            () -> selection.toggleMark(hit)),
        Menus.item("fth-tag", messages.text("card.tag"), tag),
        Menus.item("fth-activity", messages.text("card.train"), train),
        Menus.item("fth-edit-3", messages.text("captioning.title"), caption),
        Menus.item("fth-trash-2", messages.text("card.remove"), actions.curation()::remove),
        new SeparatorMenuItem(),
        Menus.item("fth-external-link", messages.text("card.open"), () -> actions.open(hit)),
        Menus.item("fth-folder", messages.text("card.reveal"), () -> actions.reveal(hit)),
        Menus.item(
            "fth-copy",
            messages.text("card.copy"),
            () -> HitActions.copyPaths(selection.chosen().stream().map(SearchHit::image).toList())),
        Menus.item("fth-download", messages.text("card.export"), actions.navigation()::export));
  }
}
