package org.kamcl.explorer.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.kamcl.explorer.bulk.EmbeddingSettings;
import org.kamcl.explorer.cli.archive.BandRenderingOptions;
import org.kamcl.explorer.cli.archive.CrsOption;
import org.kamcl.explorer.cli.archive.TilingOptions;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.file.GivenNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of the job, as those of {@code kamcl index}. */
@Command(
    name = "kamcl-spark",
    description = "Embed folders of images on a Spark cluster.",
    mixinStandardHelpOptions = true)
final class EmbedCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(EmbedCommand.class);
  private static final String ENVIRONMENT = "spark.executorEnv.";
  private static final String CORES = "spark.executor.cores";

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "Folders with images, including their subfolders: paths that every machine can read, or"
              + " URIs of a file system of Hadoop, such as s3a://bucket/folder.")
  private List<String> inputs = List.of();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description =
          "The folder of embeddings to write, a path or URI that every machine can write.")
  private String output = "";

  @Option(
      names = "--model-folder",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the model on the machine of the driver.")
  private Path modelFolder = Path.of("");

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description = "Collection of these images. Default: the name of the folder.")
  private @Nullable String collection;

  @Option(
      names = "--locations",
      paramLabel = "FILE.csv",
      description = "Table of locations, as for kamcl index; a path that every machine can read.")
  private @Nullable Path locations;

  @Option(
      names = "--date-pattern",
      paramLabel = "PATTERN",
      description = "Pattern of the dates in file names, as for kamcl index.")
  private @Nullable String datePattern;

  @Option(
      names = "--unit-images",
      paramLabel = "N",
      description = "Images of a task, whose work is lost if its executor is killed. Default: 256.")
  private int unitImages = 256;

  @Option(
      names = "--retry-problems",
      description = "Try the files again that earlier runs could not use.")
  private boolean retryProblems;

  @Mixin private TilingOptions tiling = new TilingOptions();
  @Mixin private BandRenderingOptions bandRendering = new BandRenderingOptions();
  @Mixin private CrsOption crs = new CrsOption();

  @Override
  public Integer call() {
    ExecutorModel model = new ExecutorModel(modelFolder.toAbsolutePath().normalize(), 1);
    EmbeddingSettings settings =
        new EmbeddingSettings(
            model.id(),
            tiling.tiling(),
            bandRendering.bandRendering(),
            crs.crs().map(found -> found.epsg()));
    SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "KAMCL embeddings");
    int threads = OptionalInt.of(conf.getInt(CORES, 1)).getAsInt();
    // One pass per task: more threads of the engine than cores slow all tasks down.
    conf.setIfMissing(ENVIRONMENT + "OMP_NUM_THREADS", String.valueOf(threads));
    conf.setIfMissing(ENVIRONMENT + "OMP_WAIT_POLICY", "passive");
    conf.setIfMissing(ENVIRONMENT + "GOMP_SPINCOUNT", "0");
    try (JavaSparkContext spark = new JavaSparkContext(conf);
        LocalFiles local = new LocalFiles(spark.hadoopConfiguration())) {
      ModelArchive.send(spark, model.folder(), model.id().name(), local.folder());
      List<InputFile> files =
          new InputLister(new ImageLoader(), spark.hadoopConfiguration())
              .list(inputs, Optional.ofNullable(collection).map(GivenNames::checked));
      BulkEmbedding.Result result =
          new BulkEmbedding(
                  spark,
                  output,
                  settings,
                  new BulkEmbedding.Options(
                      datePattern,
                      locations == null ? null : locations.toAbsolutePath().toString(),
                      Math.max(1, unitImages),
                      retryProblems))
              .run(files, threads);
      LOG.info(
          "{} images embedded in {} s, {} files unchanged, {} files with problems; the folder has"
              + " {} images. Import it with: kamcl import",
          result.embedded(),
          Math.round(result.seconds()),
          result.unchanged(),
          result.problems(),
          result.total());
      return 0;
    }
  }
}
