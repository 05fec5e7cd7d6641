package org.kamcl.explorer.ui.explore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/** Which hits are exported, in which format and to which file. */
public final class ExportViewModel {
  private static final int LONGEST_NAME = 40;

  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final QueryFormatter formatter;
  private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.STRONG);
  private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>();
  private final StringProperty file = new SimpleStringProperty("");
  private Path folder = Path.of(System.getProperty("user.home", ""));

  /** Which hits are exported. */
  public enum Scope {
    /** Strong matches. */
    STRONG,
    /** Marked hits. */
    MARKED,
    /** All images that match the filters, ranked. */
    ALL
  }

  /** Of a search. */
  public ExportViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.formatter = new QueryFormatter(archive, messages);
    format.addListener((property, before, now) -> file.set(renamed(before, now)));
  }

  /** Chooses defaults for the current result: marked hits, else strong matches, else all. */
  public void prepare() {
    SearchResult result = search.resultProperty().get();
    if (result == null || formats().isEmpty()) {
      return;
    }
    if (format.get() == null) {
      format.set(formats().get(0));
    }
    if (!selection.marks().isEmpty()) {
      scope.set(Scope.MARKED);
    } else {
      scope.set(result.strongMatches() > 0 ? Scope.STRONG : Scope.ALL);
    }
    file.set(
        folder
            .resolve(name(formatter.of(result.request().query())) + format.get().extension())
            .toString());
  }

  private static String name(String query) {
    String name =
        query.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-$", "");
    return cut.isEmpty() ? "hits" : cut;
  }

  private String renamed(ExportFormat before, ExportFormat now) {
    String old = file.get();
    return before != null && old.endsWith(before.extension())
        ? old.substring(0, old.length() - before.extension().length()) + now.extension()
        : old;
  }

  /** The formats to choose from; none while no archive is open. */
  public List<ExportFormat> formats() {
    return archive.services().map(s -> s.exporter().formats()).orElse(List.of());
  }

  /** Number of hits in a scope. */
  public int count(Scope which) {
    SearchResult result = search.resultProperty().get();
    if (result == null) {
      return 0;
    }
    return switch (which) {
      case ALL -> result.candidates();
      case STRONG -> (int) result.strongMatches();
      case MARKED -> selection.marked().size();
    };
  }

  /** Whether the target file exists and would be replaced. */
  public boolean replaces() {
    return !file.get().isBlank() && Files.exists(Path.of(file.get().strip()));
  }

  /** Exports the hits in the background; a toast reports the result. */
  public void write() {
    SearchResult result = search.resultProperty().get();
    if (result == null || format.get() == null || file.get().isBlank()) {
      return;
    }
    Path target = Path.of(file.get().strip()).toAbsolutePath();
    folder = target.getParent() == null ? folder : target.getParent();
    Scope which = scope.get();
    ExportFormat how = format.get();
    List<SearchHit> marked = selection.marked();
    archive
        .services()
        .ifPresent(
            services ->
                taskExecutor.run(
                    () -> {
                      SearchResult hits = hits(services, result, which, marked);
                      services.exporter().export(hits, how, target);
                      return hits.hits().size();
                    },
                    count -> written(target, how, count),
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  private void written(Path file, ExportFormat how, int count) {
    boolean page = how.opensInBrowser();
    toasts.showAction(
        messages.text("export.done", count, String.valueOf(file.getFileName())),
        new ToastsViewModel.Action(
            messages.text(page ? "export.open.report" : "export.show"),
            () ->
                taskExecutor.run(
                    () -> {
                      if (page) {
                        DesktopFiles.open(file);
                      } else {
                        DesktopFiles.reveal(file);
                      }
                      return true;
                    },
                    shown -> {},
                    failure -> toasts.showProblem(errorFormatter.format(failure)))));
  }

  private static SearchResult hits(
      ExplorerServices services, SearchResult shown, Scope which, List<SearchHit> marked) {
    SearchResult all = shown;
    boolean more =
        which == Scope.ALL
            ? shown.hits().size() < shown.candidates()
            : which == Scope.STRONG && shown.strongMatches() == shown.hits().size();
    if (more && shown.hits().size() < shown.candidates()) {
      // Later pages of the result may not have been loaded yet.
      SearchRequest request = shown.request();
      all = services.search().search(request.withTop(shown.candidates()));
    }
    List<SearchHit> chosen =
        switch (which) {
          case ALL -> all.hits();
          case STRONG -> all.hits().stream().filter(SearchHit::strong).toList();
          case MARKED -> marked;
        };
    return new SearchResult(
        all.request(),
        all.model(),
        chosen,
        all.compared(),
        all.candidates(),
        all.unknownWords(),
        all.duration());
  }

  /** Which hits are exported. */
  public ObjectProperty<Scope> scopeProperty() {
    return scope;
  }

  /** The file format. */
  public ObjectProperty<ExportFormat> formatProperty() {
    return format;
  }

  /** The target file. */
  public StringProperty fileProperty() {
    return file;
  }
}
