package org.kamcl.explorer.cli.model;

import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.cli.common.CommonOptions;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.evaluation.EvaluationReport;
import org.kamcl.explorer.evaluation.EvaluationService;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.Thumbnails;

/** Opens the evaluations of a workspace. */
final class StoredEvaluations {
  private StoredEvaluations() {}

  /**
   * Opens the evaluations without the archive.
   *
   * @param device where models are evaluated
   */
  static EvaluationService open(CommonOptions options, DeviceChoice device) {
    return new EvaluationService(
        options.workspace().models(),
        options.workspace().evaluations(),
        device,
        new EvaluationReport.Pictures(
            new Thumbnails(new ImageLoader(), collection -> BandRendering.DEFAULT),
            JpegWriter::encode));
  }
}
