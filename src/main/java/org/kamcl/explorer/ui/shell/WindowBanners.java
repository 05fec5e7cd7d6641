package org.kamcl.explorer.ui.shell;

import javafx.scene.layout.VBox;
import org.kamcl.explorer.ui.collections.FinishedRunBanner;
import org.kamcl.explorer.ui.collections.IndexOfferBanner;
import org.kamcl.explorer.ui.collections.ModelBanner;
import org.kamcl.explorer.ui.control.Banner;
import org.kamcl.explorer.ui.crs.MissingCrsBanner;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.tour.OwnFolderBanner;

/** The banners of the window, one below the other. */
final class WindowBanners {
  private WindowBanners() {}

  static VBox of(PerspectiveContext context, WindowModels models) {
    Messages messages = context.messages();
    return new VBox(
        new IndexOfferBanner(models.archive().offers(), messages),
        new MissingCrsBanner(models.missingCrs(), messages),
        new ModelBanner(models.modelChoice(), messages),
        new FinishedRunBanner(models.finishedRuns(), messages),
        new OwnFolderBanner(models.archive(), context.settings(), messages, context.addFolder()),
        Banner.problem(
            models.archive().problemProperty(),
            messages,
            models.archive()::dismissProblem,
            context.perspectives()::reportProblem));
  }
}
