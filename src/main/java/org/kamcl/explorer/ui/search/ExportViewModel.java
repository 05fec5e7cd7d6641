package org.kamcl.explorer.ui.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.domain.HitExporter.Format;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.ui.ExplorerServices;
import org.kamcl.explorer.ui.archive.ArchiveViewModel;
import org.kamcl.explorer.ui.control.SystemFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.task.Background;
import org.kamcl.explorer.ui.words.Failures;
import org.kamcl.explorer.ui.words.Messages;

/** Which hits are written, how and where to. */
public final class ExportViewModel {
  private static final int LONGEST_NAME = 40;

  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final Background background;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final Failures failures;
  private final QueryWords words;
  private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.STRONG);
  private final ObjectProperty<Format> format = new SimpleObjectProperty<>(Format.GEOJSON);
  private final StringProperty file = new SimpleStringProperty("");
  private Path folder = Path.of(System.getProperty("user.home", ""));

  /** Which hits are written. */
  public enum Scope {
    /** Those that match. */
    STRONG,
    /** Those that are marked. */
    MARKED,
    /** All that the filters let through. */
    ALL
  }

  /** Of a search. */
  public ExportViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      Background background,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.background = background;
    this.toasts = toasts;
    this.messages = messages;
    this.failures = new Failures(messages);
    this.words = new QueryWords(archive, messages);
    format.addListener((property, before, now) -> file.set(renamed(before, now)));
  }

  /** Chooses what fits the result that is shown: marked hits, else strong ones, else all. */
  public void prepare() {
    SearchResult result = search.resultProperty().get();
    if (result == null) {
      return;
    }
    if (!selection.marks().isEmpty()) {
      scope.set(Scope.MARKED);
    } else {
      scope.set(result.strong() > 0 ? Scope.STRONG : Scope.ALL);
    }
    file.set(
        folder
            .resolve(name(words.of(result.request().query())) + format.get().suffix())
            .toString());
  }

  private static String name(String query) {
    String name =
        query.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-$", "");
    return cut.isEmpty() ? "hits" : cut;
  }

  private String renamed(Format before, Format now) {
    String old = file.get();
    return old.endsWith(before.suffix())
        ? old.substring(0, old.length() - before.suffix().length()) + now.suffix()
        : old;
  }

  /** How many hits a choice means. */
  public int count(Scope which) {
    SearchResult result = search.resultProperty().get();
    if (result == null) {
      return 0;
    }
    return switch (which) {
      case ALL -> result.candidates();
      case STRONG -> (int) result.strong();
      case MARKED -> selection.marked().size();
    };
  }

  /** Whether there is a file already that would be replaced. */
  public boolean replaces() {
    return !file.get().isBlank() && Files.exists(Path.of(file.get().strip()));
  }

  /** Writes the hits in the background; a note says that it is done. */
  public void write() {
    SearchResult result = search.resultProperty().get();
    if (result == null || file.get().isBlank()) {
      return;
    }
    Path target = Path.of(file.get().strip()).toAbsolutePath();
    folder = target.getParent() == null ? folder : target.getParent();
    Scope which = scope.get();
    Format how = format.get();
    List<SearchHit> marked = selection.marked();
    archive
        .services()
        .ifPresent(
            services ->
                background.run(
                    () -> {
                      SearchResult hits = hits(services, result, which, marked);
                      services.exporter().export(hits, how, target);
                      return hits.hits().size();
                    },
                    count -> written(target, how, count),
                    failure -> toasts.problem(failures.sentence(failure))));
  }

  private void written(Path file, Format how, int count) {
    boolean page = how == Format.HTML;
    toasts.act(
        messages.text("export.done", count, String.valueOf(file.getFileName())),
        new ToastsViewModel.Action(
            messages.text(page ? "export.open.report" : "export.show"),
            () ->
                background.run(
                    () -> {
                      if (page) {
                        SystemFiles.open(file);
                      } else {
                        SystemFiles.reveal(file);
                      }
                      return true;
                    },
                    shown -> {},
                    failure -> toasts.problem(failures.sentence(failure)))));
  }

  private static SearchResult hits(
      ExplorerServices services, SearchResult shown, Scope which, List<SearchHit> marked) {
    SearchResult all = shown;
    boolean more =
        which == Scope.ALL
            ? shown.hits().size() < shown.candidates()
            : which == Scope.STRONG && shown.strong() == shown.hits().size();
    if (more && shown.hits().size() < shown.candidates()) {
      // What was not scrolled to was not fetched yet.
      SearchRequest request = shown.request();
      all =
          services
              .search()
              .search(
                  new SearchRequest(
                      request.query(), request.filter(), request.feedback(), shown.candidates()));
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
        all.unknown(),
        all.time());
  }

  /** Which hits are written. */
  public ObjectProperty<Scope> scopeProperty() {
    return scope;
  }

  /** As what they are written. */
  public ObjectProperty<Format> formatProperty() {
    return format;
  }

  /** The file that is written. */
  public StringProperty fileProperty() {
    return file;
  }
}
