package org.kamcl.explorer.ui.explore;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.Menus;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The query bar: query field, search button, saved and recent searches, filters. */
public final class QueryBar extends StackPane {
  private final HistoryViewModel history;
  private final Messages messages;
  private final QueryField field;
  private final FilterTokens filters;
  private final Button saved;
  private PopOver open;

  /**
   * The view models of the bar.
   *
   * @param formatter formats filters
   */
  public record Models(
      SearchViewModel search,
      QueryViewModel query,
      FilterViewModel filters,
      FacetsViewModel facets,
      FilterFormatter formatter,
      SuggestionsViewModel suggestions,
      HistoryViewModel history,
      ExampleImagesViewModel examples,
      ReasonsViewModel reasons,
      ArchiveViewModel archive) {}

  private String prompt(ArchiveViewModel archive, QueryViewModel query) {
    if (!archive.modelProperty().get().map(ModelInfo::words).orElse(true)) {
      return messages.text("query.prompt.image");
    }
    return messages.text(query.terms().isEmpty() ? "query.prompt" : "query.prompt.more");
  }

  /** Creates the bar. */
  public QueryBar(Models models, ThumbnailLoader thumbnailLoader, Messages messages) {
    this.history = models.history();
    this.messages = messages;
    SearchViewModel search = models.search();
    QueryViewModel query = models.query();
    getStyleClass().add("query-bar");
    setId("query-bar");
    BooleanBinding closed =
        models.archive().stateProperty().isNotEqualTo(ArchiveViewModel.State.READY);
    field =
        new QueryField(
            query,
            models.suggestions(),
            models.reasons(),
            new QueryFormatter(models.archive(), messages),
            thumbnailLoader,
            messages,
            models.examples(),
            search::search);
    PromptEllipsis.install(
        field.field(),
        Bindings.createStringBinding(
            () ->
                closed.get()
                    ? messages.text("query.prompt.empty")
                    : prompt(models.archive(), query),
            closed,
            models.archive().modelProperty(),
            query.terms()));
    filters = new FilterTokens(models.filters(), models.facets(), models.formatter(), messages);
    field.getChildren().add(filters);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.disableProperty().bind(closed);

    BooleanBinding blank =
        Bindings.createBooleanBinding(query::isBlank, query.terms(), query.typedProperty());
    Button run = new Button();
    run.setId("search");
    run.getStyleClass().add(Styles.ACCENT);
    run.textProperty()
        .bind(
            Bindings.when(search.slowProperty())
                .then(messages.text("query.stop"))
                .otherwise(
                    Bindings.when(blank)
                        .then(messages.text("query.browse"))
                        .otherwise(messages.text("query.search"))));
    Tooltip tip = new Tooltip();
    tip.textProperty()
        .bind(
            Bindings.when(blank)
                .then(messages.text("query.browse.tip"))
                .otherwise(messages.text("query.search.tip")));
    run.setTooltip(tip);
    run.setMinWidth(USE_PREF_SIZE);
    run.setOnAction(
        event -> {
          if (search.slowProperty().get()) {
            search.stop();
          } else {
            search.search();
          }
        });
    run.disableProperty().bind(closed);
    saved = Icons.button("fth-bookmark", messages.text("search.saved.tip"), this::showSaved);
    saved.setId("saved");
    Button recent = Icons.button("fth-clock", messages.text("search.recent.tip"), () -> {});
    recent.setId("recent");
    recent.setOnAction(event -> toggle(recent, HistoryPane.recent(history, messages)));
    saved.disableProperty().bind(closed);
    recent.disableProperty().bind(closed);

    HBox row =
        new HBox(field, run, new ModelSwitch(models.archive().models(), messages), saved, recent);
    row.getStyleClass().add("query-row");
    row.setAlignment(Pos.TOP_LEFT);
    Label problem = new Label();
    problem.getStyleClass().add("query-problem");
    problem.setWrapText(true);
    ErrorFormatter errorFormatter = new ErrorFormatter(messages);
    problem
        .textProperty()
        .bind(query.problemProperty().map(p -> p.map(errorFormatter::format).orElse("")));
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());

    ProgressBar busy = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    busy.getStyleClass().add("query-busy");
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.visibleProperty().bind(search.slowProperty());
    // A hidden indeterminate bar must not animate.
    busy.managedProperty().bind(busy.visibleProperty());
    busy.setMouseTransparent(true);
    StackPane.setAlignment(busy, Pos.BOTTOM_CENTER);
    getChildren().addAll(new VBox(row, problem), busy);
  }

  private void toggle(Button owner, HistoryPane pane) {
    boolean same = open != null && open.isShowing() && open.getOwnerNode() == owner;
    if (open != null) {
      open.hide();
    }
    if (!same) {
      open = Menus.showPopOver(owner, pane, HPos.RIGHT);
    }
  }

  /** Opens the saved searches with a name field for the current one. */
  public void showSaved() {
    toggle(saved, HistoryPane.saved(history, messages));
  }

  /** Sets whether the filters are folded into one token. */
  public void setFiltersFolded(boolean folded) {
    filters.setFolded(folded);
  }

  /** Sets the action of the Down key in the field. */
  void onLeave(Runnable action) {
    field.onLeave(action);
  }

  /** Focuses the field and moves the cursor to its end. */
  public void focus() {
    field.field().requestFocus();
    field.field().selectAll();
  }
}
