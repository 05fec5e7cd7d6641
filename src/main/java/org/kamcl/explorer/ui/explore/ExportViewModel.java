package org.kamcl.explorer.ui.explore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ExportFormat;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.selection.SelectionViewModel;
import org.kamcl.explorer.ui.task.JobsViewModel;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.progress.ProgressStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which hits are exported, in which format and to which file. */
public final class ExportViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(ExportViewModel.class);
  private static final int LONGEST_NAME = 40;

  /** Number of hits that {@link Scope#FIRST} offers at first. */
  private static final int DEFAULT_FIRST = 20;

  private final ArchiveViewModel archive;
  private final SearchViewModel search;
  private final SelectionViewModel selection;
  private final JobsViewModel jobs;
  private final TaskExecutor taskExecutor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private final ErrorFormatter errorFormatter;
  private final QueryFormatter formatter;
  private final ObjectProperty<Scope> scope = new SimpleObjectProperty<>(Scope.STRONG);
  private final ObjectProperty<ExportFormat> format = new SimpleObjectProperty<>();
  private final StringProperty file = new SimpleStringProperty("");
  private final IntegerProperty first = new SimpleIntegerProperty(DEFAULT_FIRST);
  private final ReadOnlyStringWrapper unlocated = new ReadOnlyStringWrapper("");
  private TaskExecutor.Cancellable counting = () -> {};
  private Path folder = Path.of(System.getProperty("user.home", ""));

  /** Which hits are exported. */
  public enum Scope {
    /** Strong matches. */
    STRONG,
    /** Marked hits. */
    MARKED,
    /** The best hits, as many as {@link ExportViewModel#firstProperty} says. */
    FIRST,
    /** All images that match the filters, ranked. */
    ALL
  }

  /** Of a search. */
  public ExportViewModel(
      ArchiveViewModel archive,
      SearchViewModel search,
      SelectionViewModel selection,
      JobsViewModel jobs,
      TaskExecutor taskExecutor,
      ToastsViewModel toasts,
      Messages messages) {
    this.archive = archive;
    this.search = search;
    this.selection = selection;
    this.jobs = jobs;
    this.taskExecutor = taskExecutor;
    this.toasts = toasts;
    this.messages = messages;
    this.errorFormatter = new ErrorFormatter(messages);
    this.formatter = new QueryFormatter(archive, messages);
    format.addListener((property, before, now) -> file.set(renamed(before, now)));
    format.addListener((property, before, now) -> countUnlocated());
    scope.addListener((property, before, now) -> countUnlocated());
    first.addListener((property, before, now) -> countUnlocated());
  }

  /** Counts the hits without a location, which may have to be ranked first. */
  private void countUnlocated() {
    counting.cancel();
    unlocated.set("");
    SearchResult result = search.resultProperty().get();
    if (result == null || format.get() == null || !format.get().locations()) {
      return;
    }
    Selection chosen = selection();
    archive
        .services()
        .ifPresent(
            services ->
                counting =
                    taskExecutor.run(
                        () -> Counts.of(hits(services, result, chosen)),
                        counts ->
                            unlocated.set(
                                counts.unlocated() == 0
                                    ? ""
                                    : messages.text(
                                        "export.unlocated", counts.unlocated(), counts.hits())),
                        // Writing reports it.
                        failure -> LOG.debug("Hits were not counted", failure)));
  }

  /** What to export, as chosen at one moment. */
  private record Selection(Scope scope, int first, List<SearchHit> marked) {}

  private Selection selection() {
    return new Selection(scope.get(), first.get(), selection.marked());
  }

  private record Counts(int hits, int unlocated) {
    static Counts of(SearchResult result) {
      return new Counts(
          result.hits().size(),
          (int) result.hits().stream().filter(hit -> hit.image().footprint().isEmpty()).count());
    }
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
    first.set(Math.max(1, Math.min(first.get(), result.candidates())));
    countUnlocated();
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

  /** The format that a file name ends with; of two with the same extension, the chosen one. */
  public Optional<ExportFormat> formatOf(Path target) {
    ExportFormat chosen = format.get();
    if (chosen != null && chosen.matches(target)) {
      return Optional.of(chosen);
    }
    return archive.services().flatMap(s -> s.exporter().formatOf(target));
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
      case FIRST -> Math.min(first.get(), result.candidates());
    };
  }

  /** Whether the target file exists and would be replaced. */
  public boolean replaces() {
    return !file.get().isBlank() && Files.exists(Path.of(file.get().strip()));
  }

  /** Exports the hits as a job, which can be canceled; a toast reports the result. */
  public void write() {
    SearchResult result = search.resultProperty().get();
    if (result == null || format.get() == null || file.get().isBlank()) {
      return;
    }
    Path target = Path.of(file.get().strip()).toAbsolutePath();
    folder = target.getParent() == null ? folder : target.getParent();
    ExportFormat how = format.get();
    Selection chosen = selection();
    archive
        .services()
        .ifPresent(
            services ->
                jobs.start(
                    messages.text("export.job", String.valueOf(target.getFileName())),
                    context -> {
                      SearchResult hits = hits(services, result, chosen);
                      services.exporter().export(hits, how, target, steps(context, hits));
                      return Counts.of(hits);
                    },
                    counts -> written(target, how, counts),
                    () -> {},
                    failure -> toasts.showProblem(errorFormatter.format(failure))));
  }

  /** Called for each hit, and at other safe points: reports progress and ends a canceled job. */
  private static Runnable steps(JobContext context, SearchResult hits) {
    int total = hits.hits().size();
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      context.checkCancelled();
      context.onProgress(ProgressStage.IMAGES, Math.min(calls.getAndIncrement(), total), total);
    };
  }

  private void written(Path file, ExportFormat how, Counts counts) {
    boolean page = how.opensInBrowser();
    toasts.showAction(
        messages.text(
            "export.done",
            counts.hits(),
            String.valueOf(file.getFileName()),
            how.locations() ? counts.unlocated() : 0),
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
      ExplorerServices services, SearchResult shown, Selection selection) {
    int loaded = shown.hits().size();
    int wanted =
        switch (selection.scope()) {
          case ALL -> shown.candidates();
          case FIRST -> Math.min(selection.first(), shown.candidates());
          // Strong matches may follow in pages that have not been loaded.
          case STRONG -> shown.strongMatches() == loaded ? shown.candidates() : loaded;
          case MARKED -> 0;
        };
    SearchResult all =
        wanted > loaded ? services.search().search(shown.request().withTop(wanted)) : shown;
    List<SearchHit> chosen =
        switch (selection.scope()) {
          case ALL -> all.hits();
          case FIRST -> all.hits().stream().limit(wanted).toList();
          case STRONG -> all.hits().stream().filter(SearchHit::strong).toList();
          case MARKED -> selection.marked();
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

  /** Number of hits of {@link Scope#FIRST}, at least 1. */
  public IntegerProperty firstProperty() {
    return first;
  }

  /** The largest number of hits to export. */
  public int mostHits() {
    SearchResult result = search.resultProperty().get();
    return result == null ? 1 : Math.max(1, result.candidates());
  }

  /**
   * How many of the hits will have no location in the file; empty if all have one, or if the format
   * has no locations.
   */
  public ReadOnlyStringProperty unlocatedProperty() {
    return unlocated.getReadOnlyProperty();
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
