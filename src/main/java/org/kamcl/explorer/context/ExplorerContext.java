package org.kamcl.explorer.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kamcl.engine.inference.ModelStore;
import org.kamcl.engine.runtime.DeviceChoice;
import org.kamcl.explorer.api.CaptionSuggestions;
import org.kamcl.explorer.api.CaptioningQueue;
import org.kamcl.explorer.api.ExampleImages;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ExportService;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.ImageArchive;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.api.ImagePixels;
import org.kamcl.explorer.api.InstalledModels;
import org.kamcl.explorer.api.MissingCrs;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.api.RandomComparisons;
import org.kamcl.explorer.api.RatedComparison;
import org.kamcl.explorer.api.SearchLibrary;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.api.ThumbnailSource;
import org.kamcl.explorer.api.TrainingCorpora;
import org.kamcl.explorer.api.WorkspaceCare;
import org.kamcl.explorer.backup.BackupRestorer;
import org.kamcl.explorer.bulk.FileLocations;
import org.kamcl.explorer.captioning.CaptionSuggestionService;
import org.kamcl.explorer.captioning.RandomComparisonService;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.concepts.ConceptArchive;
import org.kamcl.explorer.concepts.ConceptMarks;
import org.kamcl.explorer.concepts.ConceptService;
import org.kamcl.explorer.concepts.PlotService;
import org.kamcl.explorer.corpus.TrainingCorpusService;
import org.kamcl.explorer.domain.ArgbImage;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.domain.IndexReport;
import org.kamcl.explorer.domain.ModelInfo;
import org.kamcl.explorer.evaluation.EvaluationReport;
import org.kamcl.explorer.evaluation.EvaluationService;
import org.kamcl.explorer.export.HitExporters;
import org.kamcl.explorer.imagery.ImageLoader;
import org.kamcl.explorer.imagery.JpegWriter;
import org.kamcl.explorer.imagery.RasterPixels;
import org.kamcl.explorer.imagery.Thumbnails;
import org.kamcl.explorer.index.CrsAssignmentService;
import org.kamcl.explorer.index.EmbeddingStore;
import org.kamcl.explorer.index.EmbeddingVerifier;
import org.kamcl.explorer.index.ExplainedImageReader;
import org.kamcl.explorer.index.FolderImporter;
import org.kamcl.explorer.index.ImageFileEncoder;
import org.kamcl.explorer.index.IndexBuilder;
import org.kamcl.explorer.index.IndexRequest;
import org.kamcl.explorer.job.Job;
import org.kamcl.explorer.localization.ScoreMapService;
import org.kamcl.explorer.models.ModelService;
import org.kamcl.explorer.search.ExplanationService;
import org.kamcl.explorer.search.SearchService;
import org.kamcl.explorer.training.TrainingRunService;
import org.kamcl.file.Leftovers;
import org.kamcl.file.MovedFolder;
import org.kamcl.file.ResultCache;

/**
 * The composition root: constructs the services of one workspace and closes them. The window and
 * every command that works on the archive use it. Opening a context only deletes what killed
 * programs left in the workspace; the catalog, the engine and the model are opened by the thread
 * that first uses them.
 */
public final class ExplorerContext implements ExplorerServices, AutoCloseable {
  private final Workspace workspace;
  private final ModelStore models;
  private final DeviceChoice device;
  private final Catalog catalog;
  private final WorkspaceArchive archive;
  private final LazyModel model;
  private final ImageLoader reader;
  private final EmbeddingStore embeddings;
  private final SearchService search;
  private final ExplanationService explanations;
  private final ConceptService concepts;
  private final PlotService plots;
  private final ScoreMapService scoreMaps;
  private final Thumbnails thumbnails;
  private final RasterPixels pixels;
  private final IndexBuilder indexBuilder;
  private final MissingCrs missingCrs;
  private final InstalledModels installedModels;
  private final EvaluationService evaluations;
  private final TrainingCorpusService trainingCorpora;
  private final CaptionSuggestions captionSuggestions;
  private final TrainingRunService trainingRuns;
  private final ExportService exporter;

  private ExplorerContext(
      Workspace workspace, ModelStore models, Optional<String> modelName, DeviceChoice device) {
    this.workspace = workspace;
    this.models = models;
    this.device = device;
    this.catalog = Catalog.open(workspace.folder().resolve(Catalog.FILE_NAME));
    this.archive = new WorkspaceArchive(workspace, catalog);
    ConceptMarks marks = new ConceptMarks(workspace.folder().resolve(ConceptMarks.FILE_NAME));
    this.model = new LazyModel(models, catalog, modelName.or(archive::lastModel), device, marks);
    this.reader = new ImageLoader();
    this.embeddings = new EmbeddingStore(catalog);
    ImageFileEncoder files = new ImageFileEncoder(reader, model);
    // Saved searches name example images of the workspace by their paths.
    this.search =
        archive.search(
            model, embeddings, file -> files.encode(MovedFolder.find(workspace.folder(), file)));
    ExplainedImageReader explained = new ExplainedImageReader(reader, archive::bandRendering);
    this.explanations = search.explanations(new ExplainedPixels(explained));
    ConceptArchive conceptArchive = new ConceptArchive(catalog, model, embeddings);
    this.concepts = new ConceptService(conceptArchive, marks);
    this.plots = conceptArchive.plots();
    this.scoreMaps =
        new ScoreMapService(
            model,
            reader,
            search::vector,
            search::meanQuery,
            archive::bandRendering,
            workspace.results());
    this.thumbnails = new Thumbnails(reader, archive::bandRendering);
    this.pixels = new RasterPixels(reader, archive::bandRendering);
    this.indexBuilder = new IndexBuilder(catalog, reader, model);
    this.missingCrs = new CrsAssignmentService(catalog, reader, model);
    this.evaluations =
        new EvaluationService(
            models,
            workspace.evaluations(),
            device,
            new EvaluationReport.Pictures(thumbnails, JpegWriter::encode));
    this.installedModels =
        new ModelService(
            models,
            device,
            new ModelUse(model),
            workspace::sampleImages,
            workspace::captionedSamples);
    this.trainingCorpora =
        new TrainingCorpusService(
            workspace.folder(), thumbnails, models, workspace.pretrained(null));
    this.captionSuggestions =
        new CaptionSuggestionService(catalog, model, embeddings, trainingCorpora::captioned);
    this.trainingRuns = workspace.trainingRuns(new CatalogRunIndex(catalog.runs()));
    this.exporter =
        new HitExporters(
            workspace.folder(),
            thumbnails,
            JpegWriter::write,
            explanations,
            new ArchiveDetails(archive, model, search));
  }

  /** Opens a workspace with the model that indexed it last, or the default model, on the CPU. */
  public static ExplorerContext open(Workspace workspace) {
    return open(workspace, Optional.empty(), DeviceChoice.CPU);
  }

  /**
   * Opens a workspace.
   *
   * @param workspace its folder need not exist
   * @param modelName the model; empty for the one that indexed last, or the default model
   * @param device where the engine runs
   */
  public static ExplorerContext open(
      Workspace workspace, Optional<String> modelName, DeviceChoice device) {
    return open(workspace, workspace.models(), modelName, device);
  }

  /** Opens a workspace with models from another place than the workspace and the program. */
  public static ExplorerContext open(
      Workspace workspace, ModelStore models, Optional<String> modelName, DeviceChoice device) {
    BackupRestorer.undoReplacing(workspace.folder());
    workspace.protect(System.getenv());
    workspace.foldersWithTemporaryFiles().forEach(Leftovers::remove);
    return new ExplorerContext(workspace, models, modelName, device);
  }

  @Override
  public ImageArchive archive() {
    return new ArchiveWithModelName(archive.archive(), model::name);
  }

  @Override
  public SearchService search() {
    return search;
  }

  @Override
  public ExplanationService explanations() {
    return explanations;
  }

  @Override
  public ConceptService concepts() {
    return archive.own(concepts);
  }

  @Override
  public PlotService plots() {
    return archive.own(plots);
  }

  @Override
  public ScoreMapService scoreMaps() {
    return scoreMaps;
  }

  /** What took long to compute. */
  public ResultCache results() {
    return workspace.results();
  }

  @Override
  public ThumbnailSource thumbnails() {
    return thumbnails;
  }

  @Override
  public ImagePixels pixels() {
    return pixels;
  }

  @Override
  public ExampleImages examples() {
    return new ExampleImageFolder(workspace.folder().resolve("examples"));
  }

  @Override
  public SearchLibrary searchLibrary() {
    return archive.archive().searches();
  }

  @Override
  public TagStore tags() {
    return archive.archive().tags();
  }

  @Override
  public FeedbackStore feedback() {
    return archive.archive().feedback();
  }

  @Override
  public ImageCollections collections() {
    return archive.archive().collections();
  }

  @Override
  public MissingCrs missingCrs() {
    return archive.own(missingCrs);
  }

  @Override
  public List<ImageFormat> imageFormats() {
    return reader.formats();
  }

  @Override
  public EvaluationService evaluations() {
    return evaluations;
  }

  @Override
  public Job<RatedComparison> compareByRatings(String one, String other) {
    return archive.own(new RatedComparisonJob(workspace, models, device, one, other));
  }

  @Override
  public TrainingRunService trainingRuns() {
    return trainingRuns;
  }

  @Override
  public CaptionSuggestions captionSuggestions() {
    return archive.own(captionSuggestions);
  }

  @Override
  public RandomComparisons randomComparisons() {
    return archive.own(
        new RandomComparisonService(
            catalog, models, device, trainingCorpora, trainingRuns::folder, this::knownCorpora));
  }

  /** The corpora of runs, and those that were chosen lately. */
  private List<Path> knownCorpora() {
    return Stream.concat(
            trainingRuns.list().stream().map(run -> run.origin().corpus()),
            evaluations.recentCorpora().stream())
        .toList();
  }

  @Override
  public CaptioningQueue captioningQueue() {
    return archive.own(catalog.captioning());
  }

  @Override
  public TrainingCorpora trainingCorpora() {
    return trainingCorpora;
  }

  @Override
  public ExportService exporter() {
    return exporter;
  }

  @Override
  public WorkspaceCare workspace() {
    return workspace.care();
  }

  /** Creates a job that indexes images with all options. */
  public Job<IndexReport> index(IndexRequest request) {
    return archive.own(indexBuilder).indexJob(request);
  }

  @Override
  public Job<IndexReport> index(ImportRequest request) {
    IndexRequest indexed = IndexRequest.of(request.paths());
    return index(request.locationTable().map(indexed::withLocationTable).orElse(indexed));
  }

  @Override
  public Job<IndexReport> indexAgain(String other) {
    return archive.own(new SecondModelJob(workspace, models, device, catalog, model, other));
  }

  @Override
  public Job<IndexReport> indexSampleData() {
    return index(workspace.sampleData());
  }

  /** Creates a job that imports a folder of embeddings. */
  public Job<IndexReport> importFolder(Path folder, FileLocations locations) {
    return archive.own(new FolderImporter(catalog, model)).importJob(folder, locations);
  }

  /** Creates a job that reads the files again that could not be indexed. */
  public Job<IndexReport> retryProblems() {
    return archive.own(indexBuilder).retryJob();
  }

  /** Embeds some images again and compares the results with the stored embeddings. */
  public EmbeddingVerifier embeddingVerifier() {
    return archive.own(new EmbeddingVerifier(catalog, reader, model));
  }

  /** Name of the model in use. */
  public String modelName() {
    return model.id().name();
  }

  @Override
  public Optional<ModelInfo> model() {
    return model.info();
  }

  @Override
  public ModelChoice modelChoice() {
    return model;
  }

  @Override
  public InstalledModels installedModels() {
    return installedModels;
  }

  @Override
  public List<ArgbImage> samplePreview(int most, int side) {
    return SamplePreview.of(workspace.sampleImages(), thumbnails, most, side);
  }

  @Override
  public boolean firstStart() {
    return workspace.hasSampleData() && !Files.exists(catalog.file());
  }

  @Override
  public void close() {
    trainingRuns.close();
    model.close();
    embeddings.close();
    archive.close();
    catalog.close();
  }
}
