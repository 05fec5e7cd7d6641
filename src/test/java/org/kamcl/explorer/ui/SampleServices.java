package org.kamcl.explorer.ui;

import java.util.List;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.domain.ArchiveSummary;
import org.kamcl.explorer.domain.ImageRecord;

/** Services whose images are the sample images. */
public final class SampleServices extends ForwardingExplorerServices {
  private final ImageArchive images;

  /** The images of other services. */
  public SampleServices(ExplorerServices services) {
    super(services);
    this.images = services.archive();
  }

  @Override
  public ImageArchive archive() {
    return new ImageArchive() {
      @Override
      public ArchiveSummary summary() {
        ArchiveSummary all = images.summary();
        return new ArchiveSummary(
            all.images(), all.withoutLocation(), List.of("Samples"), all.model());
      }

      @Override
      public List<ImageRecord> images() {
        return images.images();
      }
    };
  }
}
