package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.cloud.ZkTestServer;
import org.apache.solr.common.cloud.DocCollection;
import org.apache.solr.common.cloud.Replica;
import org.apache.solr.common.cloud.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.BulkWriter;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ExpectedRanking;
import org.kamcl.explorer.archive.Ranking;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of two servers, each a process, is killed while programs write and search. */
class SolrNodeKilledTest {
  private static final Logger LOG = LoggerFactory.getLogger(SolrNodeKilledTest.class);

  private static final String NAME = "killed";
  private static final int BATCH = 20;
  private static final int BATCHES = 60;
  private static final int TOP = 20;

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrStoredTwiceAndEveryCallIsAnswered() throws Exception {
    ZkTestServer zooKeeper = new ZkTestServer(folder.resolve("zookeeper"));
    zooKeeper.run(true);
    try (SolrProcess one = SolrProcess.start(folder.resolve("one"), zooKeeper.getZkAddress());
        SolrProcess two = SolrProcess.start(folder.resolve("two"), zooKeeper.getZkAddress())) {
      ArchiveAddress address =
          ArchiveAddress.parse("solr://" + zooKeeper.getZkAddress() + "/" + NAME);
      try (SolrArchive writing = open(address);
          SolrArchive searching = open(address)) {
        writing.create(2, 2);
        killWhileWritingAndSearching(writing, searching, two);
        two.restart();
        waitForCopies(writing);
        assertSameEverywhere(writing);
        assertTrue(one.isRunning() && two.isRunning());
      }
    } finally {
      zooKeeper.shutdown();
    }
  }

  private static SolrArchive open(ArchiveAddress address) {
    return SolrArchive.open(
        address, ArchiveCredentials.NONE, SolrClients.Limits.DEFAULT, "one");
  }

  private static void killWhileWritingAndSearching(
      SolrArchive writing, SolrArchive searching, SolrProcess server) throws Exception {
    SampleImages samples = new SampleImages(11);
    List<EmbeddedImage> images = samples.varied(BATCH * BATCHES);
    List<EmbeddedImage> first = images.subList(0, 10 * BATCH);
    writing.save(SampleImages.MODEL, first);
    RankingQuery query = RankingQuery.of(samples.near(2));
    Set<String> fixed = Set.of("collection 1");
    AtomicInteger written = new AtomicInteger();
    AtomicInteger searches = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Duration> writer =
          () -> {
            Duration longest = Duration.ZERO;
            try (BulkWriter bulk = writing.bulkWriter()) {
              for (int from = first.size(); from < images.size(); from += BATCH) {
                Instant begin = Instant.now();
                bulk.add(SampleImages.MODEL, images.subList(from, from + BATCH));
                // A batch of a tenth of what is usual, so that there are many.
                bulk.commit();
                longest = longer(longest, begin);
                written.incrementAndGet();
              }
            }
            return longest;
          };
      Callable<Duration> searcher =
          () -> {
            Duration longest = Duration.ZERO;
            while (!done.get()) {
              Instant begin = Instant.now();
              Ranking ranking =
                  searching
                      .images(SampleImages.MODEL).ranking()
                      .rank(query, SearchFilter.NONE.withCollections(fixed), TOP);
              longest = longer(longest, begin);
              assertEquals(TOP, ranking.best().size());
              searches.incrementAndGet();
            }
            return longest;
          };
      Future<Duration> writes = threads.submit(writer);
      Future<Duration> searched = threads.submit(searcher);
      while (written.get() < 10 || searches.get() < 5) {
        assertTrue(!searched.isDone() && !writes.isDone(), "ended before the kill");
        Thread.sleep(20);
      }
      server.kill();
      int before = written.get();
      Duration longestWrite = writes.get();
      done.set(true);
      Duration longestSearch = searched.get();
      assertTrue(before < BATCHES - 10, "was killed after the last batch");
      LOG.info(
          "Killed after {} of {} batches: longest write {} ms, longest of {} searches {} ms",
          before,
          BATCHES - 10,
          longestWrite.toMillis(),
          searches.get(),
          longestSearch.toMillis());
      assertTrue(longestWrite.toSeconds() < 100, "longest write " + longestWrite);
      assertTrue(longestSearch.toSeconds() < 30, "longest search " + longestSearch);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    List<ImageRecord> stored = searching.images();
    assertEquals(images.size(), stored.size());
    assertEquals(
        images.size(), stored.stream().map(ImageRecord::file).distinct().count(), "stored twice");
    new ExpectedRanking(searching, images)
        .check(
            query,
            image -> true,
            TOP,
            searching.images(SampleImages.MODEL).ranking().rank(query, SearchFilter.NONE, TOP));
  }

  private static Duration longer(Duration longest, Instant begin) {
    Duration time = Duration.between(begin, Instant.now());
    return time.compareTo(longest) > 0 ? time : longest;
  }

  private static void waitForCopies(SolrArchive archive) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (archive.status().shards().stream().allMatch(shard -> shard.active() == 2)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("The server did not catch up: " + archive.status());
  }

  /** Each copy of a part has all of its documents, also the one that was killed. */
  private static void assertSameEverywhere(SolrArchive archive) throws Exception {
    long images = 0;
    DocCollection collection = archive.collection();
    for (Slice shard : collection.getSlices()) {
      List<Long> counts = new ArrayList<>();
      for (Replica copy : shard.getReplicas()) {
        try (Http2SolrClient client = new Http2SolrClient.Builder(copy.getBaseUrl()).build()) {
          SolrQuery query = new SolrQuery("type:image").setRows(0);
          query.set("distrib", false);
          counts.add(client.query(copy.getCoreName(), query).getResults().getNumFound());
        }
      }
      assertEquals(2, counts.size());
      assertEquals(counts.get(0), counts.get(1), "copies of " + shard.getName());
      images += counts.get(0);
    }
    assertEquals(BATCH * BATCHES, images);
  }
}
