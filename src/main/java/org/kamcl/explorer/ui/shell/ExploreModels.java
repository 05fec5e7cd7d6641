package org.kamcl.explorer.ui.shell;

import java.util.function.BooleanSupplier;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ThumbnailLoader;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.explore.CaptionsViewModel;
import org.kamcl.explorer.ui.explore.ConceptMenu;
import org.kamcl.explorer.ui.explore.CurationViewModel;
import org.kamcl.explorer.ui.explore.ExportViewModel;
import org.kamcl.explorer.ui.explore.FacetsViewModel;
import org.kamcl.explorer.ui.explore.FeedbackViewModel;
import org.kamcl.explorer.ui.explore.FilterFormatter;
import org.kamcl.explorer.ui.explore.FilterViewModel;
import org.kamcl.explorer.ui.explore.HistoryViewModel;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.PlaceNames;
import org.kamcl.explorer.ui.explore.QueryBar;
import org.kamcl.explorer.ui.explore.QueryViewModel;
import org.kamcl.explorer.ui.explore.ResultsView;
import org.kamcl.explorer.ui.explore.ResultsViewModel;
import org.kamcl.explorer.ui.explore.SearchViewModel;
import org.kamcl.explorer.ui.explore.SuggestionsViewModel;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.map.MapViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** The view models of the workspace, made in the order in which they need each other. */
final class ExploreModels {
  private final ArchiveViewModel archive;
  private final Messages messages;
  private final SelectionViewModel selection = new SelectionViewModel();
  private final QueryViewModel query = new QueryViewModel();
  private final ToastsViewModel toasts;
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterFormatter words;
  private final FeedbackViewModel feedback;
  private final SearchViewModel search;
  private final HistoryViewModel history;
  private final CurationViewModel curation;
  private final ResultsViewModel results;
  private final CaptionsViewModel captions;
  private final ExportViewModel export;
  private final SuggestionsViewModel suggestions;
  private final MapViewModel map;
  private final DetailsViewModel details;
  private final ThumbnailLoader thumbnailLoader;
  private final PlaceNames places;
  private final MissingCrsViewModel placing;

  ExploreModels(ArchiveViewModel archive, TaskExecutor taskExecutor, Messages messages) {
    this.archive = archive;
    this.messages = messages;
    this.toasts = new ToastsViewModel(taskExecutor, messages);
    this.filters = new FilterViewModel(taskExecutor);
    this.facets = new FacetsViewModel(archive, filters, taskExecutor);
    this.words = new FilterFormatter(filters, facets, messages);
    this.feedback = new FeedbackViewModel(archive, taskExecutor, toasts, messages);
    this.search =
        new SearchViewModel(archive, selection, query, filters, feedback, taskExecutor, messages);
    this.history = new HistoryViewModel(archive, search, taskExecutor, toasts, messages);
    this.curation =
        new CurationViewModel(archive, search, selection, facets, taskExecutor, toasts, messages);
    this.results = new ResultsViewModel(search, selection, filters, facets, words, messages);
    this.captions = new CaptionsViewModel(archive, search, selection, taskExecutor, messages);
    this.export = new ExportViewModel(archive, search, selection, taskExecutor, toasts, messages);
    this.suggestions = new SuggestionsViewModel(archive, query, history, taskExecutor);
    this.map = new MapViewModel(archive, selection, taskExecutor);
    filters.connectMap(map.visibleAreaProperty(), map.drawnAreaProperty());
    this.places = new PlaceNames(map.gazetteerProperty(), messages);
    this.details =
        new DetailsViewModel(archive, selection, taskExecutor, feedback, places, messages);
    this.thumbnailLoader = new ThumbnailLoader(archive, taskExecutor);
    this.placing = new MissingCrsViewModel(archive, taskExecutor, toasts, messages);
    placing.onBeforeAssign(map::keepPreviewedView);
    placing.onAssigned(map::showFootprints);
    placing
        .assignment()
        .previewProperty()
        .addListener(
            (property, before, placedPreview) ->
                map.preview(
                    placedPreview == null
                        ? null
                        : placedPreview.preview().footprint().orElse(null)));
  }

  QueryBar.Models queryBar() {
    return new QueryBar.Models(
        search, query, filters, facets, words, suggestions, history, archive);
  }

  HitActions actions(Dialogs dialogs) {
    return new HitActions(
        search, feedback, curation, new ConceptMenu(query, messages), dialogs::image);
  }

  ResultsView.Models results(HitActions actions) {
    return new ResultsView.Models(
        search, selection, results, captions, curation, facets, export, actions, places);
  }

  /** Whether nothing more is going to change by itself. */
  BooleanSupplier settled() {
    return () ->
        !search.searchingProperty().get()
            && !details.loadingProperty().get()
            && !thumbnailLoader.isLoading()
            && placing.isSettled();
  }

  SelectionViewModel selection() {
    return selection;
  }

  ToastsViewModel toasts() {
    return toasts;
  }

  FilterViewModel filters() {
    return filters;
  }

  SearchViewModel search() {
    return search;
  }

  CurationViewModel curation() {
    return curation;
  }

  ResultsViewModel results() {
    return results;
  }

  MapViewModel map() {
    return map;
  }

  DetailsViewModel details() {
    return details;
  }

  MissingCrsViewModel placing() {
    return placing;
  }

  PlaceNames places() {
    return places;
  }

  ThumbnailLoader pictures() {
    return thumbnailLoader;
  }
}
