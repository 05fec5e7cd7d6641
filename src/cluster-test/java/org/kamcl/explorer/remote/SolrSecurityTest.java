package org.kamcl.explorer.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.solr.client.solrj.embedded.SSLConfig;
import org.apache.solr.common.cloud.ZkStateReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.explorer.archive.ArchiveCredentials;
import org.kamcl.explorer.archive.ArchiveLayout;
import org.kamcl.explorer.archive.SampleImages;
import org.kamcl.explorer.archive.SharedArchive;
import org.kamcl.explorer.domain.SearchFilter;
import org.slf4j.LoggerFactory;

/** Servers that ask for a password and speak TLS only. */
class SolrSecurityTest {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(SolrSecurityTest.class);

  private static final String USER = "ann";
  private static final String PASSWORD = "Kx7-secret-93";
  private static final String STORE_PASSWORD = "store-secret-5";

  @TempDir private static Path folder;

  private static SolrServers.Running servers;
  private static Path trusted;
  private static final Map<String, String> BEFORE = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    trusted = certificate("trusted");
    SSLConfig tls =
        new SSLConfig(
            true, false, trusted.toString(), STORE_PASSWORD, trusted.toString(), STORE_PASSWORD);
    // What an administrator sets in solr.in.sh, for the servers among each other.
    property("javax.net.ssl.trustStore", trusted.toString());
    property("javax.net.ssl.trustStorePassword", STORE_PASSWORD);
    // Solr's own server for tests speaks TLS with it only.
    property("jetty.testMode", "true");
    servers =
        new SolrServers.Running(
            builder ->
                builder
                    .withSecurityJson(securityJson())
                    .withJettyConfig(jetty -> jetty.withSSLConfig(tls))
                    .withDefaultClusterProperty(ZkStateReader.URL_SCHEME, "https"));
  }

  private static void property(String name, String value) {
    BEFORE.put(name, System.getProperty(name, ""));
    System.setProperty(name, value);
  }

  @AfterAll
  static void stop() {
    try {
      servers.close();
    } catch (IOException e) {
      LOG.warn("The servers of the test did not stop in time", e);
    }
    BEFORE.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  /** A key pair with its certificate for this machine, made by the JDK's own tool. */
  private static Path certificate(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String text = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, tool.waitFor(), text);
    return store;
  }

  /** Basic authentication; who is known may do everything, others nothing. */
  private static String securityJson() {
    try {
      byte[] salt = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      byte[] once = sha.digest(PASSWORD.getBytes(StandardCharsets.UTF_8));
      String hash = Base64.getEncoder().encodeToString(sha.digest(once));
      return "{\"authentication\":{\"class\":\"solr.BasicAuthPlugin\",\"blockUnknown\":true,"
          + "\"credentials\":{\""
          + USER
          + "\":\""
          + hash
          + " "
          + Base64.getEncoder().encodeToString(salt)
          + "\"}}}";
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArchiveCredentials credentials(String password, Path trustStore) {
    return ArchiveCredentials.of(
        Map.of(
            "KAMCL_ARCHIVE_USER", USER,
            "KAMCL_ARCHIVE_PASSWORD", password,
            "KAMCL_ARCHIVE_TRUST_STORE", trustStore.toString(),
            "KAMCL_ARCHIVE_TRUST_STORE_PASSWORD", STORE_PASSWORD));
  }

  private static KamclException refused(ArchiveCredentials credentials) {
    KamclException error =
        assertThrows(
            KamclException.class,
            () -> {
              try (SolrArchive archive =
                  SolrArchive.open(
                      servers.address("secured"),
                      credentials,
                      new SolrClients.Limits(3_000, 10_000, 1_000),
                      USER)) {
                archive.count(SearchFilter.NONE);
              }
            });
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      assertFalse(hasSecret(String.valueOf(cause)), cause.toString());
    }
    return error;
  }

  private static boolean hasSecret(String text) {
    String encoded =
        Base64.getEncoder()
            .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return text.contains(PASSWORD) || text.contains(STORE_PASSWORD) || text.contains(encoded);
  }

  @Test
  void theUserMayWriteAndSearchOthersMayNotAndNoSecretIsLogged() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    log.addAppender(events);
    try {
      SolrArchiveProvider provider = new SolrArchiveProvider();
      ArchiveAddress address = servers.address("secured");
      ArchiveCredentials known = credentials(PASSWORD, trusted);
      provider.create(address, known, new ArchiveLayout(2, 2));
      try (SharedArchive archive = provider.open(address, known)) {
        archive.save(SampleImages.MODEL, new SampleImages(3).varied(20));
        archive
            .tags()
            .tag(archive.images().stream().limit(5).map(image -> image.id()).toList(), "harbor");
        assertEquals(20, archive.count(SearchFilter.NONE));
        assertEquals(5, archive.tags().tagged("harbor").size());
      }
      KamclException wrong = refused(credentials("other", trusted));
      assertTrue(wrong.is(RemoteError.NOT_AUTHENTICATED), wrong.getMessage());
      KamclException nobody =
          refused(
              ArchiveCredentials.of(
                  Map.of(
                      "KAMCL_ARCHIVE_TRUST_STORE", trusted.toString(),
                      "KAMCL_ARCHIVE_TRUST_STORE_PASSWORD", STORE_PASSWORD)));
      assertTrue(nobody.is(RemoteError.NOT_AUTHENTICATED), nobody.getMessage());
      KamclException stranger = refused(credentials(PASSWORD, certificate("stranger")));
      assertTrue(stranger.is(RemoteError.CERTIFICATE_NOT_TRUSTED), stranger.getMessage());
    } finally {
      log.detachAppender(events);
    }
    List<String> shown = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(events.list)) {
      if (hasSecret(event.getFormattedMessage())) {
        shown.add(event.getFormattedMessage());
      }
    }
    assertEquals(List.of(), shown);
    for (String argument : ProcessHandle.current().info().arguments().orElse(new String[0])) {
      assertFalse(hasSecret(argument));
    }
  }
}
