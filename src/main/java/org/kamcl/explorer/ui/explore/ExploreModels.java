package org.kamcl.explorer.ui.explore;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.crs.MissingCrsViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.dialog.FileSaver;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.map.MapViewModel;
import org.kamcl.explorer.ui.reasons.ReasonsSaver;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapSaver;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

/** The view models of the Explore perspective, created in dependency order. */
final class ExploreModels {
  private final ArchiveViewModel archive;
  private final Messages messages;
  private final SelectionViewModel selection;
  private final QueryViewModel query = new QueryViewModel();
  private final ToastsViewModel toasts;
  private final FilterViewModel filters;
  private final FacetsViewModel facets;
  private final FilterFormatter formatter;
  private final FeedbackViewModel feedback;
  private final SearchViewModel search;
  private final HistoryViewModel history;
  private final CurationViewModel curation;
  private final TrainingHitsViewModel training;
  private final ResultsViewModel results;
  private final CaptionsViewModel captions;
  private final ExportViewModel export;
  private final SuggestionsViewModel suggestions;
  private final ExampleImagesViewModel examples;
  private final MapViewModel map;
  private final DetailsViewModel details;
  private final ReasonsViewModel reasons;
  private final HeatMapViewModel heat;
  private final ScoreMapViewModel scoreMap;
  private final PlaceNames places;
  private boolean heatVisible;

  ExploreModels(PerspectiveContext context) {
    TaskExecutor taskExecutor = context.executor();
    this.archive = context.archive();
    this.messages = context.messages();
    this.selection = context.selection();
    this.toasts = context.toasts();
    this.filters = new FilterViewModel(taskExecutor);
    this.facets = new FacetsViewModel(archive, filters, taskExecutor);
    this.formatter = new FilterFormatter(filters, facets, messages);
    this.feedback = new FeedbackViewModel(archive, taskExecutor, toasts, messages);
    this.search =
        new SearchViewModel(archive, selection, query, filters, feedback, taskExecutor, messages);
    this.history = new HistoryViewModel(archive, search, taskExecutor, toasts, messages);
    this.curation =
        new CurationViewModel(archive, search, selection, facets, taskExecutor, toasts, messages);
    this.training =
        new TrainingHitsViewModel(
            archive, selection, feedback, context.jobs(), taskExecutor, toasts, messages);
    archive.onCollectionRenamed(filters::renameCollection);
    this.results = new ResultsViewModel(search, selection, filters, facets, formatter, messages);
    this.captions = new CaptionsViewModel(archive, taskExecutor);
    this.export =
        new ExportViewModel(
            archive, search, selection, context.jobs(), taskExecutor, toasts, messages);
    this.suggestions = new SuggestionsViewModel(archive, query, history, taskExecutor);
    this.examples = new ExampleImagesViewModel(archive, query, search, taskExecutor, messages);
    this.map = new MapViewModel(archive, selection, taskExecutor);
    filters.connectMap(map.visibleAreaProperty(), map.drawnAreaProperty());
    search.onAnswered(map::showAnswer);
    this.places = new PlaceNames(map.gazetteerProperty(), messages);
    this.details =
        new DetailsViewModel(archive, selection, taskExecutor, feedback, places, messages);
    this.reasons = new ReasonsViewModel(archive, taskExecutor, messages);
    this.heat = new HeatMapViewModel(archive::services, taskExecutor, messages);
    Settings.Overlays overlays = context.settings().settingsProperty().get().overlays();
    heat.shownProperty().set(overlays.seenInDetails());
    heat.opacityProperty().set(overlays.detailsOpacity());
    InvalidationListener changed =
        property ->
            context
                .settings()
                .changeOverlays(
                    now ->
                        now.withDetails(heat.shownProperty().get(), heat.opacityProperty().get()));
    heat.shownProperty().addListener(changed);
    heat.opacityProperty().addListener(changed);
    this.scoreMap =
        new ScoreMapViewModel(archive::services, taskExecutor, context.jobs(), messages);
    scoreMap.projectionProperty().bind(map.layers().projectionProperty());
    map.layers().scoreMapProperty().bindBidirectional(scoreMap.onMapProperty());
    details.hitProperty().addListener((property, before, hit) -> explain());
    // Explanations of the old hits must not delay the new ones.
    search
        .searchingProperty()
        .addListener(
            (property, before, searching) -> {
              reasons.hold(searching);
              heat.hold(searching);
            });
    archive
        .modelProperty()
        .addListener(
            (property, before, model) -> {
              reasons.forget();
              heat.forget();
              scoreMap.forget();
              // The hits of one model must not stand beside the scores and reasons of another.
              if (before.isPresent()
                  && !before.map(ModelInfo::name).equals(model.map(ModelInfo::name))) {
                search.rerun();
              }
            });
    MissingCrsViewModel missingCrs = context.missingCrs();
    missingCrs.onBeforeAssign(map::keepPreviewedView);
    missingCrs.onAssigned(map::showFootprints);
    missingCrs
        .assignment()
        .previewProperty()
        .addListener(
            (property, before, placedPreview) ->
                map.preview(
                    placedPreview == null
                        ? null
                        : placedPreview.preview().footprint().orElse(null)));
  }

  /** Explains the selected hit. */
  private void explain() {
    SearchHit hit = details.hitProperty().get();
    reasons.show(hit, search.answeredRequest().orElse(null));
    boolean seen = heatVisible && hit != null && !hit.isListed();
    heat.show(seen ? hit.image() : null, seen ? search.answeredRequest() : Optional.empty());
    scoreMap.show(hit == null ? null : hit.image(), search.answeredRequest());
  }

  /** Sets whether the heat map of the selected hit can be seen. */
  void setHeatVisible(boolean visible) {
    heatVisible = visible;
    explain();
  }

  QueryBar.Models queryBar() {
    return new QueryBar.Models(
        search,
        query,
        filters,
        facets,
        formatter,
        suggestions,
        history,
        examples,
        reasons,
        archive);
  }

  HitActions actions(FileDialogs fileDialogs, HitNavigation navigation) {
    return new HitActions(
        search,
        feedback,
        curation,
        new ConceptMenu(
            query,
            navigation::concept,
            concept -> {
              navigation.explore();
              search.search(concept);
            },
            messages),
        fileDialogs::image,
        navigation,
        reasons::forget);
  }

  ResultsView.Models results(HitActions actions) {
    return new ResultsView.Models(
        search,
        selection,
        results,
        captions,
        curation,
        training,
        facets,
        export,
        actions,
        places,
        new ListingFormatter(search.orderProperty(), results.listingProperty(), places, messages));
  }

  /** Marks all hits, also those that are not loaded yet. */
  void markAll() {
    search.loadAll(() -> selection.mark(selection.hits()));
  }

  /** Whether no background work is pending that would change the view. */
  boolean isSettled() {
    return isAnswered()
        && !reasons.loadingProperty().get()
        && !heat.pendingProperty().get()
        && !(scoreMap.onMapProperty().get() && scoreMap.pendingProperty().get());
  }

  /** Whether the results of the search are complete; the reasons of the selected hit may follow. */
  boolean isAnswered() {
    return !search.searchingProperty().get()
        && !details.loadingProperty().get()
        && !captions.isLoading();
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

  TrainingHitsViewModel training() {
    return training;
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

  HeatMapViewModel heat() {
    return heat;
  }

  ScoreMapViewModel scoreMap() {
    return scoreMap;
  }

  /** Saves the score map. */
  ScoreMapSaver scoreMapSaver(PerspectiveContext context) {
    return new ScoreMapSaver(
        scoreMap, archive::services, files("scoremap.save.title", context), messages);
  }

  /** Saves why the selected hit was found. */
  ReasonsSaver saver(PerspectiveContext context) {
    return new ReasonsSaver(
        reasons, archive::services, context.executor(), files("export.title", context), messages);
  }

  private FileSaver files(String titleKey, PerspectiveContext context) {
    return new FileSaver(
        context.executor(),
        toasts,
        (suggested, kinds) -> context.dialogs().save(messages.text(titleKey), suggested, kinds),
        messages);
  }

  ReasonsViewModel reasons() {
    return reasons;
  }

  PlaceNames places() {
    return places;
  }
}
