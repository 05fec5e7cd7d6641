package org.kamcl.explorer.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.CopiedImages;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ModelId;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.explorer.query.QueryParser;
import org.kamcl.progress.ProgressStage;

class ArchiveCopyTest {
  private static final int IMAGES = 1100;

  @TempDir private Path folder;

  private record ToCatalog(Catalog catalog, int[] written) implements ArchiveCopy.Writer {
    @Override
    public void accept(ModelId model, List<EmbeddedImage> images) {
      catalog.save(model, images);
      written[0] += images.size();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  private static ArchiveCopy.Side side(Catalog catalog) {
    return new ArchiveCopy.Side(catalog, catalog.contents());
  }

  @Test
  void aCopyHasEverythingAndAnInterruptedOneContinues() {
    List<EmbeddedImage> images = CopiedImages.images(IMAGES);
    try (Catalog from = Catalog.open(folder.resolve("from.db"));
        Catalog to = Catalog.open(folder.resolve("to.db"))) {
      CopiedImages.fill(from, images);
      int[] written = new int[1];
      int[] left = {3};
      JobContext interrupted =
          new JobContext() {
            @Override
            public void onProgress(ProgressStage stage, long done, long total, String item) {
              left[0]--;
            }

            @Override
            public boolean cancelled() {
              return left[0] <= 0;
            }
          };
      ToCatalog writer = new ToCatalog(to, written);
      ArchiveCopy copy = new ArchiveCopy(side(from), side(to), writer, false);
      assertThrows(CancellationException.class, () -> copy.run(interrupted));
      int first = written[0];
      assertTrue(first > 0 && first < images.size(), first + " images");
      ArchiveCopy.Report report = copy.run(JobContext.NONE);
      assertEquals(images.size() + 1, written[0]);
      assertEquals(images.size() + 1 - first, report.images());
      assertEquals(images.size() + 1, report.compared());
      assertEquals(List.of(), report.warnings());
      assertEquals(
          CopiedImages.everything(from, from.contents()),
          CopiedImages.everything(to, to.contents()));
      assertEquals(0, copy.run(JobContext.NONE).images());
      assertEquals(
          images.size() + 1,
          new ArchiveCopy(side(from), side(to), writer, true).run(JobContext.NONE).images());
    }
  }

  @Test
  void imagesThatDifferAndSearchesOfTheSameNameAreReported() {
    List<EmbeddedImage> images = CopiedImages.images(20);
    try (Catalog from = Catalog.open(folder.resolve("from.db"));
        Catalog to = Catalog.open(folder.resolve("to.db"))) {
      CopiedImages.fill(from, images);
      EmbeddedImage one = images.get(3);
      to.save(
          SampleImages.MODEL,
          List.of(
              new EmbeddedImage(one.file(), one.image(), images.get(4).vector(), one.concepts())));
      to.searches().save("chosen", SearchRequest.of(QueryParser.parse("sand"), 5));
      ToCatalog writer = new ToCatalog(to, new int[1]);
      KamclException differs =
          assertThrows(
              KamclException.class,
              () -> new ArchiveCopy(side(from), side(to), writer, false).run(JobContext.NONE));
      assertTrue(differs.is(TransferError.CONTENT_DIFFERS), differs.getMessage());
      ArchiveCopy.Report report =
          new ArchiveCopy(side(from), side(to), writer, true).run(JobContext.NONE);
      assertEquals(1, report.warnings().size());
      assertTrue(report.warnings().get(0).is(TransferError.SEARCH_NOT_COPIED));
      assertEquals("sand", to.searches().saved().get(0).request().query().terms().get(0).text());
    }
  }
}
