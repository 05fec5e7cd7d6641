package org.kamcl.explorer.remote;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/** A Solr server in a process of its own, which can be killed. */
final class SolrProcess implements AutoCloseable {
  private static final String READY = "READY ";

  private final Path home;
  private final String zooKeeper;
  private final String port;
  private Process process;

  private SolrProcess(Path home, String zooKeeper, String port, Process process) {
    this.home = home;
    this.zooKeeper = zooKeeper;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server on a free port of this machine.
   *
   * @param home its folder, which it keeps when it is started again
   */
  static SolrProcess start(Path home, String zooKeeper) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("solr.xml"), MiniSolrCloudCluster.DEFAULT_CLOUD_SOLR_XML);
    Process process = launch(home, zooKeeper, "0");
    return new SolrProcess(home, zooKeeper, ready(process, home), process);
  }

  private static Process launch(Path home, String zooKeeper, String port) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // A server that was killed is known to be gone after so many milliseconds.
            "-DzkClientTimeout=6000",
            "-cp",
            absolute(classes),
            SolrProcess.class.getName(),
            home.toString(),
            zooKeeper,
            port)
        .redirectError(ProcessBuilder.Redirect.appendTo(home.resolve("log.txt").toFile()))
        .start();
  }

  private static String absolute(String classes) {
    return String.join(
        File.pathSeparator,
        List.of(classes.split(File.pathSeparator)).stream()
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }

  private static String ready(Process process, Path home) throws IOException {
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
    }
    throw new IOException("Solr did not start; see " + home.resolve("log.txt"));
  }

  /** Kills the process, as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Whether the process runs. */
  boolean isRunning() {
    return process.isAlive();
  }

  /** Starts the server again, with its port and its folder. */
  void restart() throws IOException {
    process = launch(home, zooKeeper, port);
    ready(process, home);
  }

  @Override
  public void close() {
    kill();
  }

  /**
   * The process: runs until it is killed or the process that started it has ended.
   *
   * @param arguments home folder, address of ZooKeeper, port or 0
   */
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("zkHost", arguments[1]);
    JettySolrRunner server =
        new JettySolrRunner(
            arguments[0],
            properties,
            JettyConfig.builder().setPort(Integer.parseInt(arguments[2])).build());
    server.start();
    System.out.println(READY + server.getLocalPort());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Waits for the end of the input.
    }
    Runtime.getRuntime().halt(0);
  }
}
