package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.archive.ExpectedRanking;
import org.kamcl.explorer.archive.RankingQuery;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.progress.ProgressStage;

/** Archives of other versions of the schema. */
@ExtendWith(SolrServers.class)
class SolrUpgradeTest {
  private static final Path SCHEMA_1 = Path.of("src/cluster-test/resources/schema-1");
  private static final int IMAGES = 1300;

  private final SolrArchiveProvider provider = new SolrArchiveProvider();

  /** A collection with the configuration of a version. */
  private static void createCollection(SolrServers.Running servers, String name, int version)
      throws Exception {
    String configuration = SchemaVersion.configuration(name, version);
    servers.cluster().uploadConfigSet(SCHEMA_1, configuration);
    CollectionAdminRequest.createCollection(name, configuration, 2, 1)
        .process(servers.cluster().getSolrClient());
    servers.cluster().waitForActiveCollection(name, 2, 2);
  }

  /** An archive as the first version wrote it: in a collection of its name, without an alias. */
  private List<EmbeddedImage> createFirstVersion(SolrServers.Running servers, String name)
      throws Exception {
    List<EmbeddedImage> images = new SampleImages(5).varied(IMAGES);
    try (SolrArchive present = servers.archive("present", "one")) {
      present.create(2, 1);
      present.save(SampleImages.MODEL, images);
      present
          .tags()
          .tag(present.images().stream().limit(7).map(ImageRecord::id).toList(), "harbor");
    }
    createCollection(servers, name, 1);
    try (SolrConnection solr =
        new SolrConnection(
            servers.address(name), ArchiveCredentials.NONE, SolrClients.Limits.DEFAULT)) {
      new SolrSetup(solr).copyModels("present", name);
    }
    CloudSolrClient client = servers.cluster().getSolrClient();
    Set<String> fields = fieldsOfFirstVersion();
    SolrQuery all = new SolrQuery("type:image OR type:file OR type:collection OR type:model");
    for (SolrDocument document : client.query("present", all.setRows(10_000)).getResults()) {
      SolrInputDocument first = new SolrInputDocument();
      for (String field : document.getFieldNames()) {
        if (fields.contains(field) || field.matches("(vector|concepts)_.*")) {
          first.setField(field, document.getFieldValue(field));
        }
      }
      client.add(name, first);
    }
    client.commit(name);
    return images;
  }

  /** Without the one that Solr sets. */
  private static Set<String> fieldsOfFirstVersion() throws IOException {
    Set<String> fields = new TreeSet<>();
    Matcher field =
        Pattern.compile("<field name=\"(\\w+)\"")
            .matcher(Files.readString(SCHEMA_1.resolve("managed-schema.xml")));
    while (field.find()) {
      fields.add(field.group(1));
    }
    fields.remove("_version_");
    return fields;
  }

  private static Set<String> collections(SolrServers.Running servers) throws Exception {
    return new TreeSet<>(
        CollectionAdminRequest.listCollections(servers.cluster().getSolrClient()));
  }

  /** Ends after so many reports of progress. */
  private record Interruption(int[] left) implements JobContext {
    @Override
    public void onProgress(ProgressStage stage, long done, long total, String item) {
      left[0]--;
    }

    @Override
    public boolean cancelled() {
      return left[0] <= 0;
    }
  }

  @Test
  void anInterruptedUpgradeContinuesWhileTheFormerArchiveAnswers(SolrServers.Running servers)
      throws Exception {
    String name = "old";
    List<EmbeddedImage> images = createFirstVersion(servers, name);
    ArchiveAddress address = servers.address(name);
    KamclException older =
        assertThrows(
            KamclException.class, () -> provider.open(address, ArchiveCredentials.NONE));
    assertTrue(older.is(RemoteError.SCHEMA_OLDER), older.getMessage());
    assertThrows(
        CancellationException.class,
        () ->
            provider
                .upgrade(address, ArchiveCredentials.NONE)
                .run(new Interruption(new int[] {2})));
    assertEquals(1, provider.status(address, ArchiveCredentials.NONE).schemaVersion());
    // A program of the first version.
    try (SolrArchive former = servers.archive(name, "one")) {
      assertEquals(IMAGES, former.count(SearchFilter.NONE));
      assertEquals(7, former.tags().tagged("harbor").size());
      KamclException refused =
          assertThrows(
              KamclException.class,
              () -> former.tags().tag(former.tags().tagged("harbor"), "port"));
      assertTrue(refused.is(RemoteError.BEING_UPGRADED), refused.getMessage());
    }
    CloudSolrClient client = servers.cluster().getSolrClient();
    client.commit(name + "-2");
    long copied = client.query(name + "-2", new SolrQuery("*:*")).getResults().getNumFound();
    assertTrue(copied > 0 && copied < IMAGES, copied + " documents");

    long documents =
        provider.upgrade(address, ArchiveCredentials.NONE).run(JobContext.NONE);
    assertTrue(documents > 2 * IMAGES, documents + " documents");
    assertTrue(collections(servers).contains(name + "-2"));
    assertTrue(!collections(servers).contains(name), "the former collection is left");
    try (SharedArchive archive = provider.open(address, ArchiveCredentials.NONE)) {
      assertEquals(IMAGES, archive.count(SearchFilter.NONE));
      assertEquals(7, archive.tags().tagged("harbor").size());
      RankingQuery query = RankingQuery.of(new SampleImages(6).near(1));
      new ExpectedRanking(archive, images)
          .check(
              query,
              image -> true,
              20,
              archive.images(SampleImages.MODEL).ranking().rank(query, SearchFilter.NONE, 20));
      archive.save(SampleImages.MODEL, images.subList(0, 1));
      assertEquals(IMAGES, archive.count(SearchFilter.NONE));
    }
    assertEquals(0, provider.upgrade(address, ArchiveCredentials.NONE).run(JobContext.NONE));
  }

  @Test
  void anArchiveOfALaterVersionIsRefusedAndStaysAsItIs(SolrServers.Running servers)
      throws Exception {
    String name = "later";
    createCollection(servers, name, SchemaVersion.CURRENT + 1);
    SolrInputDocument document = new SolrInputDocument();
    document.setField("id", "one");
    CloudSolrClient client = servers.cluster().getSolrClient();
    client.add(name, document);
    client.commit(name);
    ArchiveAddress address = servers.address(name);
    Set<String> before = collections(servers);
    for (Runnable use :
        List.<Runnable>of(
            () -> provider.open(address, ArchiveCredentials.NONE),
            () ->
                provider.upgrade(address, ArchiveCredentials.NONE).run(JobContext.NONE))) {
      KamclException refused = assertThrows(KamclException.class, use::run);
      assertTrue(refused.is(RemoteError.SCHEMA_NEWER), refused.getMessage());
    }
    assertEquals(before, collections(servers));
    assertEquals(1, client.query(name, new SolrQuery("*:*")).getResults().getNumFound());
    client.add(name, document);
  }

  @Test
  void aCollectionOfAnotherProgramIsRefused(SolrServers.Running servers) throws Exception {
    servers.cluster().uploadConfigSet(SCHEMA_1, "products");
    CollectionAdminRequest.createCollection("products", "products", 1, 1)
        .process(servers.cluster().getSolrClient());
    KamclException refused =
        assertThrows(
            KamclException.class,
            () -> provider.open(servers.address("products"), ArchiveCredentials.NONE));
    assertTrue(refused.is(RemoteError.NOT_AN_ARCHIVE), refused.getMessage());
  }
}
