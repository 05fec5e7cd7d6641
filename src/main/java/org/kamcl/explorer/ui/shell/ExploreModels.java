package org.kamcl.explorer.ui.shell;

import java.util.function.BooleanSupplier;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.Pictures;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.details.DetailsViewModel;
import org.kamcl.explorer.ui.map.MapViewModel;
import org.kamcl.explorer.ui.placing.PlacingViewModel;
import org.kamcl.explorer.ui.search.CaptionsViewModel;
import org.kamcl.explorer.ui.search.ConceptMenu;
import org.kamcl.explorer.ui.search.CurationViewModel;
import org.kamcl.explorer.ui.search.ExportViewModel;
import org.kamcl.explorer.ui.search.FacetsViewModel;
import org.kamcl.explorer.ui.search.FeedbackViewModel;
import org.kamcl.explorer.ui.search.FilterViewModel;
import org.kamcl.explorer.ui.search.FilterWords;
import org.kamcl.explorer.ui.search.HistoryViewModel;
import org.kamcl.explorer.ui.search.HitActions;
import org.kamcl.explorer.ui.search.PlaceNames;
import org.kamcl.explorer.ui.search.QueryBar;
import org.kamcl.explorer.ui.search.QueryViewModel;
import org.kamcl.explorer.ui.search.ResultsView;
import org.kamcl.explorer.ui.search.ResultsViewModel;
import org.kamcl.explorer.ui.search.SearchViewModel;
import org.kamcl.explorer.ui.search.SelectionViewModel;
import org.kamcl.explorer.ui.search.SuggestionsViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Messages;

/** The view models of the workspace, made in the order in which they need each other. */
final class ExploreModels {
  private final ArchiveViewModel archive;
  private final Messages messages;
  private final SelectionViewModel selection = new SelectionViewModel();
  private final QueryViewModel query = new QueryViewModel();
  private final ToastsViewModel toasts;
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterWords words;
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
  private final Pictures pictures;
  private final PlaceNames places;
  private final PlacingViewModel placing;

  ExploreModels(ArchiveViewModel archive, Background background, Messages messages) {
    this.archive = archive;
    this.messages = messages;
    this.toasts = new ToastsViewModel(background, messages);
    this.filters = new FilterViewModel(background);
    this.facets = new FacetsViewModel(archive, filters, background);
    this.words = new FilterWords(filters, facets, messages);
    this.feedback = new FeedbackViewModel(archive, background, toasts, messages);
    this.search =
        new SearchViewModel(archive, selection, query, filters, feedback, background, messages);
    this.history = new HistoryViewModel(archive, search, background, toasts, messages);
    this.curation =
        new CurationViewModel(archive, search, selection, facets, background, toasts, messages);
    this.results = new ResultsViewModel(search, selection, filters, facets, words, messages);
    this.captions = new CaptionsViewModel(archive, search, selection, background, messages);
    this.export = new ExportViewModel(archive, search, selection, background, toasts, messages);
    this.suggestions = new SuggestionsViewModel(archive, query, history, background);
    this.map = new MapViewModel(archive, selection, background);
    filters.follow(map.viewAreaProperty(), map.drawnAreaProperty());
    this.places = new PlaceNames(map.gazetteerProperty(), messages);
    this.details = new DetailsViewModel(archive, selection, background, feedback, places, messages);
    this.pictures = new Pictures(archive, background);
    this.placing = new PlacingViewModel(archive, background, toasts, messages);
    placing.onUse(map::stay);
    placing.onPlaced(map::show);
    placing
        .draft()
        .lieProperty()
        .addListener(
            (property, before, lie) ->
                map.preview(lie == null ? null : lie.preview().footprint().orElse(null)));
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
            && !details.describingProperty().get()
            && !pictures.loading()
            && placing.settled();
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

  PlacingViewModel placing() {
    return placing;
  }

  PlaceNames places() {
    return places;
  }

  Pictures pictures() {
    return pictures;
  }
}
