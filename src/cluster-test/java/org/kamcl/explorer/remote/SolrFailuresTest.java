package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.solr.embedded.JettySolrRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kamcl.error.KamclException;
import org.kamcl.error.Problem;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveStatus;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.RankedImage;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.domain.SearchFilter;

/** Servers that are missing, stopped or slow. */
class SolrFailuresTest {
  private static final int IMAGES = 60;
  private static final SolrClients.Limits SHORT = new SolrClients.Limits(2_000, 1_500, 1_000);

  private static SolrServers.Running servers;

  @BeforeAll
  static void start() {
    servers = new SolrServers.Running();
  }

  @AfterAll
  static void stop() throws IOException {
    servers.close();
  }

  private static SolrArchive open(String name, SolrClients.Limits limits) {
    return SolrArchive.open(servers.address(name), ArchiveCredentials.NONE, limits, "one");
  }

  private static KamclException failure(Runnable call) {
    return assertThrows(KamclException.class, call::run);
  }

  @Test
  void withoutAServerOneSentenceSaysSoWithinSeconds() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    ArchiveAddress address =
        new ArchiveAddress("solr", List.of("127.0.0.1:" + unused), "", "nobody");
    Instant begin = Instant.now();
    KamclException error =
        failure(
            () ->
                new SolrArchiveProvider().open(address, ArchiveCredentials.NONE));
    Duration time = Duration.between(begin, Instant.now());
    assertTrue(error.is(RemoteError.NOT_REACHED), error.getMessage());
    assertTrue(time.toSeconds() < 10, "took " + time);
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
  }

  @Test
  void anArchiveThatDoesNotExistIsNamed() {
    KamclException error =
        failure(
            () ->
                new SolrArchiveProvider()
                    .open(servers.address("nothing"), ArchiveCredentials.NONE));
    assertTrue(error.is(RemoteError.ARCHIVE_UNKNOWN), error.getMessage());
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsReported() {
    try (SolrArchive archive = open("slow", SHORT)) {
      try (SolrArchive patient = open("slow", SolrClients.Limits.DEFAULT)) {
        patient.create(1, 1);
      }
      assertEquals(0, archive.count(SearchFilter.NONE));
      for (JettySolrRunner server : servers.cluster().getJettySolrRunners()) {
        server.getDebugFilter().addDelay("slow disk", 1, 6_000);
      }
      Instant begin = Instant.now();
      KamclException error = failure(() -> archive.count(SearchFilter.NONE));
      assertTrue(error.is(RemoteError.TOO_SLOW), error.getMessage());
      Duration time = Duration.between(begin, Instant.now());
      assertTrue(time.toSeconds() < 6, "took " + time);
    } finally {
      servers.cluster().getJettySolrRunners().forEach(one -> one.getDebugFilter().unsetDelay());
    }
  }

  @Test
  void withAPartMissingTheOthersAreSearchedWithAWarningAndNothingIsWritten() throws Exception {
    SampleImages samples = new SampleImages(5);
    List<EmbeddedImage> images = samples.varied(IMAGES);
    RankingQuery query = RankingQuery.of(samples.near(1));
    try (SolrArchive archive = open("parts", SolrClients.Limits.DEFAULT)) {
      archive.create(2, 1);
      archive.save(SampleImages.MODEL, images);
      assertTrue(archive.incomplete().isEmpty());
      List<RankedImage> all = rank(archive, query);
      assertEquals(IMAGES, all.size());
      JettySolrRunner stopped = servers.cluster().stopJettySolrRunner(1);
      servers.cluster().waitForJettyToStop(stopped);
      try {
        List<RankedImage> rest = rank(archive, query);
        assertTrue(!rest.isEmpty() && rest.size() < IMAGES, rest.size() + " images");
        // What is there is as before.
        assertEquals(all.stream().filter(rest::contains).toList(), rest);
        assertEquals(rest.size(), archive.count(SearchFilter.NONE));
        Problem warning = archive.incomplete().orElseThrow();
        assertTrue(warning.is(RemoteError.PARTS_MISSING));
        assertEquals(List.of("parts", 1, 2), warning.arguments());
        KamclException refused =
            failure(() -> archive.save(SampleImages.MODEL, images.subList(0, 1)));
        assertTrue(refused.is(RemoteError.READ_ONLY), refused.getMessage());
        refused = failure(() -> archive.tags().tag(List.of(rest.get(0).id()), "harbor"));
        assertTrue(refused.is(RemoteError.READ_ONLY), refused.getMessage());
        ArchiveStatus status = archive.status();
        assertEquals(1, status.missingShards());
        assertEquals(1, status.nodes().stream().filter(node -> !node.live()).count());
        assertEquals(rest.size(), status.images());
      } finally {
        servers.cluster().startJettySolrRunner(stopped);
        servers.cluster().waitForAllNodes(30);
        servers.cluster().waitForActiveCollection("parts-2", 30, TimeUnit.SECONDS, 2, 2);
      }
      assertTrue(archive.incomplete().isEmpty());
      assertEquals(all, rank(archive, query));
      archive.save(SampleImages.MODEL, images.subList(0, 1));
      ArchiveStatus status = archive.status();
      assertEquals(IMAGES, status.images());
      assertEquals(IMAGES, status.files());
      assertEquals(0, status.missingShards());
      assertEquals(SchemaVersion.CURRENT, status.schemaVersion());
      assertEquals(
          List.of(
              new ArchiveStatus.Model(SampleImages.MODEL, SampleImages.DIMENSION, IMAGES)),
          status.models());
      assertFalse(status.shards().stream().anyMatch(shard -> shard.documents() < 1));
    }
  }

  private static List<RankedImage> rank(SolrArchive archive, RankingQuery query) {
    return archive.images(SampleImages.MODEL).ranking().rank(query, SearchFilter.NONE, IMAGES).best();
  }
}
