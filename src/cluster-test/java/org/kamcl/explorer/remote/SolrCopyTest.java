package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.solr.client.solrj.SolrQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.archive.CopiedImages;
import org.kamcl.explorer.archive.EmbeddedImage;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.support.CommandResult;

/** {@code kamcl archive create}, {@code copy}, {@code status} and {@code attach} with servers. */
@ExtendWith(SolrServers.class)
class SolrCopyTest {
  private static final int IMAGES = 3000;

  @TempDir private Path folder;

  private static Map<String, Object> everything(Path workspace) {
    try (Catalog catalog = Catalog.open(workspace.resolve(Catalog.FILE_NAME))) {
      return CopiedImages.everything(catalog, catalog.contents());
    }
  }

  private static String classes() {
    return String.join(
        File.pathSeparator,
        List.of(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  @Test
  void aCopyThatIsKilledContinuesAndTheWayBackGivesTheSame(SolrServers.Running servers)
      throws Exception {
    String address = servers.address("copied").toString();
    Path own = folder.resolve("own");
    Files.createDirectories(own);
    List<EmbeddedImage> images = CopiedImages.images(IMAGES);
    try (Catalog catalog = Catalog.open(own.resolve(Catalog.FILE_NAME))) {
      CopiedImages.fill(catalog, images);
    }
    Map<String, Object> before = everything(own);
    CommandResult created =
        CommandResult.of("archive", "create", address, "--shards", "2", "--replicas", "2");
    assertEquals(0, created.code(), created.err());

    Process copy =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                classes(),
                "org.kamcl.explorer.app.Launcher",
                "archive",
                "copy",
                "--to",
                address,
                "--workspace",
                own.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("copy.log").toFile())
            .start();
    while (stored(servers) == 0 && copy.isAlive()) {
      Thread.sleep(50);
    }
    assertTrue(copy.isAlive(), "ended before it was killed");
    copy.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    assertTrue(stored(servers) < images.size(), "was complete");

    CommandResult second =
        CommandResult.of(
            "archive", "copy", "--to", address, "--workspace", own.toString(), "--json");
    assertEquals(0, second.code(), second.err());
    assertEquals(images.size() + 1, second.json().get("compared").getAsInt());
    try (SolrArchive archive = servers.archive("copied", "one")) {
      assertEquals(images.size(), archive.count(SearchFilter.NONE));
      assertEquals(before, CopiedImages.everything(archive, archive.contents()));
    }
    CommandResult third =
        CommandResult.of(
            "archive", "copy", "--to", address, "--workspace", own.toString(), "--json");
    assertEquals(0, third.json().get("images").getAsInt(), third.out());

    CommandResult status = CommandResult.of("archive", "status", address, "--json");
    assertEquals(images.size(), status.json().get("images").getAsInt(), status.out());
    assertEquals(2, status.json().getAsJsonArray("models").size(), status.out());
    assertEquals(0, status.json().get("missingShards").getAsInt());
    String shown = CommandResult.of("archive", "status", address).out();
    assertTrue(shown.contains("2 of 2 replicas active"), shown);

    Path back = folder.resolve("back");
    Files.createDirectories(back);
    CommandResult returned =
        CommandResult.of("archive", "copy", "--from", address, "--workspace", back.toString());
    assertEquals(0, returned.code(), returned.err());
    assertEquals(before, everything(back));

    CommandResult attached =
        CommandResult.of("archive", "attach", address, "--workspace", back.toString());
    assertEquals(0, attached.code(), attached.err());
    assertTrue(
        CommandResult.of("archive", "status", "--workspace", back.toString())
            .out()
            .contains(address));
    assertEquals(0, CommandResult.of("archive", "detach", "--workspace", back.toString()).code());
    CommandResult again = CommandResult.of("archive", "create", address);
    assertEquals(1, again.code());
    assertFalse(again.err().contains("Exception"), again.err());
  }

  /** Number of documents that the servers have, also of those that were not committed. */
  private static long stored(SolrServers.Running servers) throws Exception {
    servers.cluster().getSolrClient().commit("copied");
    return servers
        .cluster()
        .getSolrClient()
        .query("copied", new SolrQuery("type:image").setRows(0))
        .getResults()
        .getNumFound();
  }
}
