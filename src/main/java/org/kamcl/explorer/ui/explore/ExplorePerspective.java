package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.SearchResult;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Scenario;
import org.kamcl.explorer.ui.shell.SearchTarget;
import org.kamcl.explorer.ui.shell.Shortcuts;

/** Explore: finds images by a query, with map, results and details. */
public final class ExplorePerspective implements Perspective, SearchTarget {
  /** No image matches it well. */
  private static final String UNRELATED_QUERY = "a violin concert in a snowed-in opera house";

  private final PerspectiveContext context;
  private final ExploreModels models;
  private final HitActions actions;
  private ExploreView view;

  /** Creates the view models only. */
  public ExplorePerspective(PerspectiveContext context) {
    this.context = context;
    this.models = new ExploreModels(context);
    this.actions = models.actions(context.dialogs(), navigation());
    context
        .missingCrs()
        .shownProperty()
        .addListener(
            (property, before, shown) -> {
              if (shown) {
                // CRS assignment previews footprints on the map.
                context.perspectives().show(this);
              }
            });
  }

  private HitNavigation navigation() {
    return new HitNavigation() {
      @Override
      public void inspect() {
        context.perspectives().show("inspect");
      }

      @Override
      public void explore() {
        context.perspectives().show(ExplorePerspective.this);
      }

      @Override
      public void showOnMap(ImageRecord image) {
        explore();
        view().showOnMap(image);
      }

      @Override
      public void scoreMap(ImageRecord image) {
        explore();
        models.scoreMap().onMapProperty().set(true);
        view().showOnMap(image);
      }

      @Override
      public void concept(String name) {
        context.selection().conceptProperty().set(name);
        context.perspectives().show("concepts");
      }

      @Override
      public void export() {
        explore();
        view().results().showExport();
      }
    };
  }

  /** Sets what shows a corpus of hits in the wizard of a new run. */
  public void onTrain(Consumer<Path> action) {
    models.training().onTrain(action);
  }

  /** Sets what shows the captioning queue. */
  public void onCaption(Runnable action) {
    models.training().onCaption(action);
  }

  /** Actions on hits, for other perspectives. */
  public HitActions actions() {
    return actions;
  }

  /** Texts and properties of hits, for other perspectives. */
  public DetailsViewModel details() {
    return models.details();
  }

  /** Why the selected hit has its score, for other perspectives. */
  public ReasonsViewModel reasons() {
    return models.reasons();
  }

  /** Where in the scene of the selected hit the query is seen, for other perspectives. */
  public ScoreMapViewModel scoreMap() {
    return models.scoreMap();
  }

  @Override
  public String id() {
    return "explore";
  }

  @Override
  public String titleKey() {
    return "perspective.explore";
  }

  @Override
  public String tooltipKey() {
    return "perspective.explore.tip";
  }

  @Override
  public String guideChapter() {
    return "searching";
  }

  @Override
  public String icon() {
    return "fth-map";
  }

  @Override
  public Node node() {
    return view();
  }

  private ExploreView view() {
    if (view == null) {
      view = new ExploreView(models, context, actions);
    }
    return view;
  }

  @Override
  public void open() {
    view().map().open();
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    new ExploreShortcuts(view(), models).bind(shortcuts);
  }

  @Override
  public boolean placeBanners(Node banners) {
    view().placeBanners(banners);
    return true;
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().query().focus();
  }

  @Override
  public boolean escape() {
    return view().escape();
  }

  @Override
  public boolean isSettled() {
    return view().map().isComplete() && models.isSettled();
  }

  @Override
  public boolean isAnswered() {
    return view().map().isComplete() && models.isAnswered();
  }

  @Override
  public List<Scenario> scenarios() {
    return List.of(
        Scenario.withoutQuery("start"),
        Scenario.withQuery("explore", UnaryOperator.identity()),
        Scenario.withQuery("explore-list", s -> s.with(s.layout().withView("list"))),
        Scenario.withQuery("explore-captions", s -> s.with(s.layout().withView("captions"))),
        Scenario.withQuery("explore-none", UNRELATED_QUERY));
  }

  @Override
  public void search(String query) {
    models.search().search(query);
  }

  @Override
  public void search(SearchFilter filter) {
    models.filters().show(filter);
    models.search().search();
  }

  @Override
  public void search(SearchRequest request) {
    models.search().search(request);
  }

  @Override
  public Optional<SearchRequest> lastSearch() {
    return Optional.ofNullable(models.search().resultProperty().get()).map(SearchResult::request);
  }

  @Override
  public String lastQuery() {
    return lastSearch().map(request -> QueryWriter.write(request.query())).orElse("");
  }

  @Override
  public void onFirstResult(Runnable action) {
    models
        .search()
        .resultProperty()
        .addListener(
            (property, before, result) -> {
              if (before == null && result != null) {
                action.run();
              }
            });
  }
}
