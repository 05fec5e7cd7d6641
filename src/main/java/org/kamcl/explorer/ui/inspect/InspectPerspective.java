package org.kamcl.explorer.ui.inspect;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchHit;
import org.kamcl.explorer.ui.explore.HitActions;
import org.kamcl.explorer.ui.explore.details.DetailsViewModel;
import org.kamcl.explorer.ui.heatmap.HeatMapViewModel;
import org.kamcl.explorer.ui.reasons.ReasonsViewModel;
import org.kamcl.explorer.ui.scoremap.ScoreMapViewModel;
import org.kamcl.explorer.ui.shell.Perspective;
import org.kamcl.explorer.ui.shell.PerspectiveContext;
import org.kamcl.explorer.ui.shell.Scenario;
import org.kamcl.explorer.ui.shell.Shortcuts;

/** Inspect: the selected hit large, and what is known about it. */
public final class InspectPerspective implements Perspective {
  private final PerspectiveContext context;
  private final HitActions actions;
  private final DetailsViewModel details;
  private final ReasonsViewModel reasons;
  private final InspectViewModel model;
  private final HeatMapViewModel heat;
  private final ScoreMapViewModel scores;
  private final SentencesViewModel sentences;
  private InspectView view;

  /**
   * @param actions actions on hits
   * @param details texts and properties of hits
   * @param reasons why the selected hit has its score
   * @param scores where in its scene the query is seen
   */
  public InspectPerspective(
      PerspectiveContext context,
      HitActions actions,
      DetailsViewModel details,
      ReasonsViewModel reasons,
      ScoreMapViewModel scores) {
    this.context = context;
    this.actions = actions;
    this.details = details;
    this.reasons = reasons;
    this.scores = scores;
    this.model =
        new InspectViewModel(
            context.archive(),
            context.selection(),
            actions.search(),
            context.executor(),
            context.messages());
    this.heat =
        new HeatMapViewModel(context.archive()::services, context.executor(), context.messages());
    new LayerMemory(context.settings(), heat, scores);
    this.sentences =
        new SentencesViewModel(context.archive()::services, context.executor(), context.messages());
    model.imageProperty().addListener((property, before, image) -> explain());
    model.imageProperty().addListener((property, before, image) -> sentences.show(image));
    model.hitProperty().addListener((property, before, hit) -> explain());
    context
        .archive()
        .modelProperty()
        .addListener(
            (property, before, now) -> {
              heat.forget();
              model.describeAgain();
              sentences.rankAgain();
            });
  }

  private void explain() {
    heat.show(model.imageProperty().get(), actions.search().answeredRequest());
    scores.show(model.imageProperty().get(), actions.search().answeredRequest());
  }

  @Override
  public String id() {
    return "inspect";
  }

  @Override
  public String titleKey() {
    return "perspective.inspect";
  }

  @Override
  public String tooltipKey() {
    return "perspective.inspect.tip";
  }

  @Override
  public String guideChapter() {
    return "reasons";
  }

  @Override
  public String icon() {
    return "fth-eye";
  }

  @Override
  public Node node() {
    return view();
  }

  private InspectView view() {
    if (view == null) {
      view = new InspectView(model, heat, scores, sentences, details, reasons, actions, context);
    }
    return view;
  }

  /** Shows an image, whether it is a hit or not. */
  public void open(ImageRecord image) {
    context.perspectives().show(this);
    // Later, because the perspective shows the selected hit first.
    Platform.runLater(() -> model.open(SearchHit.listed(1, image)));
  }

  @Override
  public void addShortcuts(Shortcuts shortcuts) {
    new InspectShortcuts(view(), model, heat, scores, actions, context.toasts()).bind(shortcuts);
  }

  @Override
  public void onSelection(SearchHit hit) {
    if (hit != null) {
      model.show(hit);
    } else {
      // While hits are replaced, none is selected for a moment; the image must not flicker.
      Platform.runLater(
          () -> {
            if (view().getScene() != null) {
              model.show(context.selection().selected());
            }
          });
    }
  }

  @Override
  public List<Node> panes() {
    return view().panes();
  }

  @Override
  public void focus() {
    view().canvas().requestFocus();
  }

  @Override
  public boolean escape() {
    context.perspectives().back();
    return true;
  }

  @Override
  public boolean isSettled() {
    return model.isSettled()
        && !heat.pendingProperty().get()
        && !(scores.overImageProperty().get() && scores.pendingProperty().get())
        && !sentences.isPending()
        && view().isSettled();
  }

  @Override
  public List<Scenario> scenarios() {
    return List.of(Scenario.withQuery(id(), settings -> settings));
  }

  @Override
  public void close() {
    model.release();
    heat.release();
  }
}
