package org.kamcl.explorer.ui;

import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.ui.concepts.ConceptsPerspective;
import org.kamcl.explorer.ui.evaluate.EvaluatePerspective;
import org.kamcl.explorer.ui.explore.ExplorePerspective;
import org.kamcl.explorer.ui.inspect.InspectPerspective;
import org.kamcl.explorer.ui.models.ModelsPerspective;
import org.kamcl.explorer.ui.shell.PerspectiveRegistry;
import org.kamcl.explorer.ui.train.TrainPerspective;
import org.kamcl.explorer.ui.train.wizard.TrainingWizard;

/** The perspectives of the program. A new one is one line here. */
public final class Perspectives {
  private Perspectives() {}

  /** All perspectives, in the order of the rail. */
  public static PerspectiveRegistry all() {
    return new PerspectiveRegistry(
        context -> {
          ExplorePerspective explore = new ExplorePerspective(context);
          InspectPerspective inspect =
              new InspectPerspective(
                  context,
                  explore.actions(),
                  explore.details(),
                  explore.reasons(),
                  explore.scoreMap());
          EvaluatePerspective evaluate =
              new EvaluatePerspective(context, explore.actions(), inspect::open);
          TrainPerspective train =
              new TrainPerspective(context, Optional.of(host -> new TrainingWizard(context, host)));
          train.onCompare(evaluate::showChanges);
          evaluate.onRandom(train::compareWithRandom);
          explore.onTrain(train::beginWith);
          explore.onCaption(train::captionNext);
          return List.of(
              explore,
              inspect,
              new ConceptsPerspective(context, explore.actions(), inspect::open),
              train,
              evaluate,
              new ModelsPerspective(context));
        });
  }
}
