package org.kamcl.explorer.remote;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.archive.BulkWriter;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;

/**
 * Writes many images in batches. The servers have them in their logs when a batch is written, so
 * that a server that stops loses none; they become visible at the end, or after some time.
 */
final class SolrBulkWriter implements BulkWriter {
  /** Images in a batch; some 10 MB of vectors at most. */
  private static final int BATCH = 500;

  /** Milliseconds after which what was added becomes visible. */
  private static final long VISIBLE_AFTER = 60_000;

  private final SolrConnection solr;
  private final SolrFiles files;
  private final SolrVersions versions;
  private final List<EmbeddedImage> waiting = new ArrayList<>();
  private @Nullable ModelId model;
  private long count;
  private long lastCommit = System.nanoTime();

  SolrBulkWriter(SolrConnection solr, SolrFiles files, SolrVersions versions) {
    this.solr = solr;
    this.files = files;
    this.versions = versions;
  }

  @Override
  public void add(ModelId modelId, List<EmbeddedImage> embedded) {
    if (!modelId.equals(model)) {
      write();
      model = modelId;
    }
    for (EmbeddedImage one : embedded) {
      waiting.add(one);
      if (waiting.size() >= BATCH) {
        write();
      }
    }
    count += embedded.size();
  }

  private void write() {
    if (model == null || waiting.isEmpty()) {
      return;
    }
    files.add(model, List.copyOf(waiting));
    waiting.clear();
    if ((System.nanoTime() - lastCommit) / 1_000_000 > VISIBLE_AFTER) {
      makeVisible();
    }
  }

  @Override
  public void commit() {
    write();
    makeVisible();
  }

  private void makeVisible() {
    solr.commit(solr.name());
    versions.embeddingsChanged();
    lastCommit = System.nanoTime();
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
