package org.kamcl.explorer.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of {@code kamcl-spark.jar} on a Spark cluster of this machine, as spark-submit starts it.
 */
final class SparkJob implements AutoCloseable {
  /** What Spark's scripts open. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private static final long MAX_MINUTES = 5;
  private static final int LINES = 60;

  private final Process process;
  private final Path log;

  private SparkJob(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a job.
   *
   * @param executors number of executors of one core each
   * @param log receives the output
   * @param configuration of Spark, in addition to what keeps all traffic on this machine
   * @param arguments of the job
   */
  static SparkJob start(
      int executors, Path log, Map<String, String> configuration, List<String> arguments)
      throws IOException {
    Path home = Path.of(System.getProperty("kamcl.spark.home", "target/cluster/spark"));
    Path jar = Path.of(System.getProperty("kamcl.spark.jar", "target/cluster/kamcl-spark.jar"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(name -> line.add("--add-opens=" + name + "=ALL-UNNAMED"));
    line.addAll(
        List.of(
            "-Xmx600m",
            "-cp",
            home.toAbsolutePath().resolve("jars") + "/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local-cluster[" + executors + ",1,600]"));
    conf(line, "spark.executor.memory", "600m");
    conf(line, "spark.ui.enabled", "false");
    conf(line, "spark.driver.host", "127.0.0.1");
    conf(line, "spark.driver.bindAddress", "127.0.0.1");
    configuration.forEach((key, value) -> conf(line, key, value));
    line.add(jar.toAbsolutePath().toString());
    line.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", home.toAbsolutePath().toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_LOCAL_HOSTNAME", "localhost"));
    // Spark writes the files of its executors below the working folder.
    builder.directory(log.toAbsolutePath().getParent().toFile());
    return new SparkJob(builder.start(), log);
  }

  private static void conf(List<String> line, String key, String value) {
    line.add("--conf");
    line.add(key + "=" + value);
  }

  /** Kills an executor as {@code kill -9} does. */
  void killAnExecutor() {
    ProcessHandle executor =
        process
            .descendants()
            .filter(
                child ->
                    child
                        .info()
                        .commandLine()
                        .filter(command -> command.contains("CoarseGrainedExecutorBackend"))
                        .isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("There is no executor."));
    if (!executor.destroyForcibly()) {
      throw new IllegalStateException("The executor was not killed.");
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for the end; returns the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The job did not end.");
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** The end of the log, for failures. */
  String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
