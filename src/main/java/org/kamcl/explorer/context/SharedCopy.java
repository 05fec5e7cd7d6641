package org.kamcl.explorer.context;

import java.util.List;
import java.util.function.Supplier;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveProviders;
import org.kamcl.explorer.archive.BulkWriter;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.transfer.ArchiveCopy;
import org.kamcl.explorer.transfer.TransferError;

/** Copies between the archive of a workspace and a shared one. */
public final class SharedCopy {
  private final Workspace workspace;
  private final ArchiveAddress address;
  private final ArchiveCredentials credentials;
  private final boolean all;

  /**
   * @param workspace its own archive is one of the two, whether another is attached or not
   * @param all whether images are written again that are there already
   */
  public SharedCopy(
      Workspace workspace, ArchiveAddress address, ArchiveCredentials credentials, boolean all) {
    this.workspace = workspace;
    this.address = address;
    this.credentials = credentials;
    this.all = all;
  }

  private Catalog catalog() {
    return Catalog.open(workspace.folder().resolve(Catalog.FILE_NAME));
  }

  private SharedArchive shared() {
    return ArchiveProviders.of(address).open(address, credentials);
  }

  /** Copies the archive of the workspace into the shared one. */
  public Job<ArchiveCopy.Report> toShared() {
    return context -> {
      try (SharedArchive shared = shared();
          Catalog catalog = catalog();
          SharedWriter writer = new SharedWriter(shared.bulkWriter())) {
        return complete(
            shared, () -> new ArchiveCopy(own(catalog), other(shared), writer, all).run(context));
      }
    };
  }

  /** Copies the shared archive into that of the workspace. */
  public Job<ArchiveCopy.Report> fromShared() {
    return context -> {
      try (SharedArchive shared = shared();
          Catalog catalog = catalog();
          OwnWriter writer = new OwnWriter(catalog)) {
        return complete(
            shared, () -> new ArchiveCopy(other(shared), own(catalog), writer, all).run(context));
      }
    };
  }

  /** Copies an archive of which nothing is missing; what is missing would be in no comparison. */
  private ArchiveCopy.Report complete(SharedArchive shared, Supplier<ArchiveCopy.Report> copy) {
    requireComplete(shared);
    ArchiveCopy.Report report = copy.get();
    requireComplete(shared);
    return report;
  }

  private void requireComplete(SharedArchive shared) {
    if (shared.incomplete().isPresent()) {
      throw new KamclException(TransferError.ARCHIVE_INCOMPLETE, address.toString());
    }
  }

  private static ArchiveCopy.Side own(Catalog catalog) {
    return new ArchiveCopy.Side(catalog, catalog.contents());
  }

  private static ArchiveCopy.Side other(SharedArchive shared) {
    return new ArchiveCopy.Side(shared, shared.contents());
  }

  private record SharedWriter(BulkWriter bulk) implements ArchiveCopy.Writer {
    @Override
    public void accept(ModelId model, List<EmbeddedImage> images) {
      bulk.add(model, images);
    }

    @Override
    public void finish() {
      bulk.commit();
    }

    @Override
    public void close() {
      bulk.close();
    }
  }

  private record OwnWriter(Catalog catalog) implements ArchiveCopy.Writer {
    @Override
    public void accept(ModelId model, List<EmbeddedImage> images) {
      catalog.save(model, images);
    }

    @Override
    public void finish() {
      // Each batch was a transaction.
    }

    @Override
    public void close() {
      // The catalog is closed by its owner.
    }
  }
}
