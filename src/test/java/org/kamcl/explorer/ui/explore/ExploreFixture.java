package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.domain.GeoArea;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** The Explore view models over a folder, without a window. */
public final class ExploreFixture {
  final Messages messages = new Messages(Locale.ENGLISH);
  final DirectTaskExecutor background = new DirectTaskExecutor();
  final SelectionViewModel selection = new SelectionViewModel();
  final QueryViewModel query = new QueryViewModel();
  final ToastsViewModel toasts = new ToastsViewModel(background, messages);
  final FilterViewModel filters = new FilterViewModel(background);
  final ObjectProperty<GeoArea> view = new SimpleObjectProperty<>();
  final ObjectProperty<Optional<GeoArea>> drawn = new SimpleObjectProperty<>(Optional.empty());
  final ExplorerServices services;
  final ArchiveViewModel archive;
  final FacetsViewModel facets;
  final FilterFormatter words;
  final FeedbackViewModel feedback;
  final SearchViewModel search;
  final HistoryViewModel history;
  final CurationViewModel curation;
  final ResultsViewModel results;
  final CaptionsViewModel captions;
  final JobsViewModel jobs;
  final ExportViewModel export;
  final SuggestionsViewModel suggestions;

  ExploreFixture(Path folder) {
    this(FolderServices.empty(folder));
  }

  /** View models over other services. */
  ExploreFixture(ExplorerServices opened) {
    services = opened;
    archive =
        new ArchiveViewModel(() -> services, background, new JobsViewModel(background), messages);
    facets = new FacetsViewModel(archive, filters, background);
    words = new FilterFormatter(filters, facets, messages);
    feedback = new FeedbackViewModel(archive, background, toasts, messages);
    search =
        new SearchViewModel(archive, selection, query, filters, feedback, background, messages);
    history = new HistoryViewModel(archive, search, background, toasts, messages);
    curation =
        new CurationViewModel(archive, search, selection, facets, background, toasts, messages);
    results = new ResultsViewModel(search, selection, filters, facets, words, messages);
    captions = new CaptionsViewModel(archive, background);
    jobs = new JobsViewModel(background);
    export = new ExportViewModel(archive, search, selection, jobs, background, toasts, messages);
    suggestions = new SuggestionsViewModel(archive, query, history, background);
    filters.connectMap(view, drawn);
  }

  void addAll() {
    archive.open();
    archive.addSample();
  }

  String best() {
    return selection.hits().get(0).image().file().getFileName().toString();
  }

  /** Types text character by character, so that tokens are created as for a user. */
  void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      query.typedProperty().set(query.typedProperty().get() + text.charAt(i));
      query.tokenize();
    }
  }

  void undo() {
    toasts.run(toasts.toasts().get(toasts.toasts().size() - 1));
  }
}
