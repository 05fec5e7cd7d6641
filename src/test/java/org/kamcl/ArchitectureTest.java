package org.kamcl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.FileInputStream;
import java.io.FileReader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.engine.text.EngineOffender;
import org.kamcl.engine.training.data.TrainingDataOffender;
import org.kamcl.engine.training.loss.TrainingLossOffender;
import org.kamcl.engine.unlisted.UnlistedOffender;
import org.kamcl.explorer.domain.ExplorerOffender;
import org.kamcl.explorer.map.MapOffender;
import org.kamcl.explorer.search.SearchOffender;
import org.kamcl.explorer.ui.explore.OffenderViewModel;
import org.kamcl.explorer.ui.map.ViewOffender;
import org.slf4j.LoggerFactory;

/**
 * Checks the allowed dependencies. Each rule has a name, a reason, and a class that violates it.
 */
class ArchitectureTest {
  private static final String ENGINE = "org.kamcl.engine.";
  private static final String EXPLORER = "org.kamcl.explorer.";

  /** Packages of the engine and the packages each may use. */
  private static final Map<String, List<String>> ENGINE_PACKAGES =
      Map.ofEntries(
          Map.entry("text", List.of()),
          Map.entry("image", List.of()),
          Map.entry("weights", List.of()),
          Map.entry("runtime", List.of()),
          Map.entry("corpus", List.of("text", "image", "runtime")),
          Map.entry("knowledge", List.of("corpus", "text")),
          Map.entry("network", List.of("text", "knowledge", "image")),
          Map.entry(
              "inference", List.of("network", "weights", "text", "knowledge", "image", "runtime")),
          Map.entry("evaluation", List.of("inference", "corpus")),
          Map.entry(
              "training",
              List.of(
                  "network",
                  "corpus",
                  "knowledge",
                  "text",
                  "image",
                  "evaluation",
                  "inference",
                  "weights",
                  "runtime")),
          Map.entry("explain", List.of("inference", "network", "image", "text")),
          Map.entry("localization", List.of()),
          Map.entry("active", List.of("inference", "evaluation", "training", "corpus", "runtime")));

  /** Packages of the engine that services may use. */
  private static final String[] PUBLIC_PACKAGES = {
    "org.kamcl.engine",
    ENGINE + "inference..",
    ENGINE + "explain..",
    ENGINE + "training..",
    ENGINE + "evaluation..",
    ENGINE + "localization..",
    ENGINE + "corpus.."
  };

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.kamcl");

  @Test
  void engineDoesNotUseTheExplorer() {
    engineWithoutExplorer().check(PRODUCT);
  }

  private static ArchRule engineWithoutExplorer() {
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + ".")
        .because("the engine is usable without a user interface, databases or maps");
  }

  @Test
  void enginePackagesUseOnlyAllowedPackages() {
    ENGINE_PACKAGES.forEach((name, used) -> enginePackage(name, used).check(PRODUCT));
  }

  private static ArchRule enginePackage(String name, List<String> used) {
    String[] others =
        ENGINE_PACKAGES.keySet().stream()
            .filter(other -> !other.equals(name) && !used.contains(other))
            .map(other -> ENGINE + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .because("each package can be read, tested and replaced together with its dependencies");
  }

  @Test
  void everyEnginePackageIsListed() {
    packagesAreListed().check(PRODUCT);
  }

  private static ArchRule packagesAreListed() {
    String[] planned =
        Stream.concat(
                Stream.of("org.kamcl.engine"),
                ENGINE_PACKAGES.keySet().stream().map(name -> ENGINE + name + ".."))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .resideInAnyPackage(planned)
        .because("the packages that a new package may use must be decided");
  }

  @Test
  void packagesAreFreeOfCycles() {
    for (String parent : List.of(ENGINE, ENGINE + "training.", EXPLORER, EXPLORER + "ui.")) {
      freeOfCycles(parent).check(PRODUCT);
    }
  }

  private static ArchRule freeOfCycles(String parent) {
    return slices()
        .matching(parent + "(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package in a cycle cannot be understood or tested without the others");
  }

  @Test
  void domainAndJobUseOnlyTheJdkErrorCodesAndProgress() {
    onlyTheJdk().check(PRODUCT);
  }

  private static ArchRule onlyTheJdk() {
    return classes()
        .that()
        .resideInAnyPackage(EXPLORER + "domain..", EXPLORER + "job..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.kamcl.error..",
            "org.kamcl.progress..",
            EXPLORER + "domain..",
            EXPLORER + "job..")
        .allowEmptyShould(true)
        .because("everything else may depend on them");
  }

  @Test
  void servicesUseOnlyThePublicPackagesOfTheEngine() {
    String[] withPixels = Arrays.copyOf(PUBLIC_PACKAGES, PUBLIC_PACKAGES.length + 1);
    withPixels[PUBLIC_PACKAGES.length] = ENGINE + "image..";
    usesOnly(PUBLIC_PACKAGES, "search", "ui", "catalog", "geo", "export").check(PRODUCT);
    usesOnly(withPixels, "imagery", "index").check(PRODUCT);
  }

  private static ArchRule usesOnly(String[] allowed, String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            Arrays.stream(packages).map(name -> EXPLORER + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ENGINE + ".").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .because("the network can change without a change of the explorer");
  }

  @Test
  void onlyImageryIndexAndCommandsUseEnginePixels() {
    enginePixels().check(PRODUCT);
  }

  private static ArchRule enginePixels() {
    return noClasses()
        .that()
        .resideInAPackage(EXPLORER + ".")
        .and()
        .resideOutsideOfPackages(EXPLORER + "imagery..", EXPLORER + "index..", EXPLORER + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ENGINE + "image..")
        .because("an image must reach the model in the same way as the training images");
  }

  @Test
  void nothingUsesTheApplication() {
    withoutApplication().check(PRODUCT);
  }

  private static ArchRule withoutApplication() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(EXPLORER + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + "app..")
        .because("it constructs all services, so a class that uses it depends on all of them");
  }

  @Test
  void javaFxIsUsedOnlyInTheWindow() {
    staysIn("javafx..", "controls are used on the JavaFX thread only", "ui", "app").check(PRODUCT);
  }

  @Test
  void viewModelsDoNotUseTheSceneGraph() {
    viewModelsWithoutScene().check(PRODUCT);
  }

  private static ArchRule viewModelsWithoutScene() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx.scene..")
        .allowEmptyShould(true)
        .because("the content of a view is tested without a view");
  }

  @Test
  void viewsDoNotUseServices() {
    viewsWithoutServices().check(PRODUCT);
  }

  private static ArchRule viewsWithoutServices() {
    return noClasses()
        .that()
        .areAssignableTo("javafx.scene.Node")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EXPLORER + "search..", EXPLORER + "index..", EXPLORER + "catalog..")
        .allowEmptyShould(true)
        .because("a view uses its view model, and the view model uses services");
  }

  @Test
  void windowUsesServicesThroughInterfaces() {
    windowWithoutImplementations().check(PRODUCT);
  }

  private static ArchRule windowWithoutImplementations() {
    return noClasses()
        .that()
        .resideInAPackage(EXPLORER + "ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            EXPLORER + "catalog..",
            EXPLORER + "search..",
            EXPLORER + "imagery..",
            EXPLORER + "geo..",
            EXPLORER + "export..",
            EXPLORER + "context..",
            EXPLORER + "cli..")
        .because("the window works with explorer.api, and is tested with other implementations");
  }

  @Test
  void tensorLibraryIsUsedOnlyInTheEngine() {
    tensorLibrary().check(PRODUCT);
  }

  private static ArchRule tensorLibrary() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + ".")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .because("native memory has one owner");
  }

  @Test
  void sqlIsUsedOnlyInTheCatalog() {
    for (String library : List.of("java.sql..", "org.sqlite..")) {
      staysIn(library, "one package is responsible for transactions and migrations", "catalog")
          .check(PRODUCT);
    }
  }

  @Test
  void geoToolsIsUsedOnlyInGeoAndImagery() {
    for (String library : List.of("org.geotools..", "org.geotools.api..", "org.opengis..")) {
      staysIn(library, "footprints cross packages as records", "geo", "imagery").check(PRODUCT);
    }
  }

  @Test
  void jtsIsUsedOnlyInGeoImageryAndMap() {
    staysIn("org.locationtech..", "footprints cross packages as records", "geo", "imagery", "map")
        .check(PRODUCT);
  }

  @Test
  void librariesOfFormatsAreUsedOnlyInExport() {
    for (String library : List.of("mil.nga..", "org.apache.parquet..", "org.apache.hadoop..")) {
      staysIn(library, "another library can take its place", "export").check(PRODUCT);
    }
  }

  @Test
  void mapCoreNeedsNoToolkit() {
    toolkitFreeMap().check(PRODUCT);
  }

  private static ArchRule toolkitFreeMap() {
    return classes()
        .that()
        .resideInAPackage(EXPLORER + "map..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.lang..",
            "java.nio..",
            "java.text..",
            "java.util..",
            "com.google.gson.stream..",
            "org.jspecify..",
            "org.locationtech.jts..",
            "org.kamcl.error..",
            "org.kamcl.file..",
            EXPLORER + "domain..",
            EXPLORER + "map..")
        .allowEmptyShould(true)
        .because("the map is tested without a window and could be drawn by any toolkit");
  }

  @Test
  void pixelLibrariesAreUsedOnlyWherePixelsAreRead() {
    pixelLibraries().check(PRODUCT);
  }

  private static ArchRule pixelLibraries() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ENGINE + "image..", EXPLORER + "geo..", EXPLORER + "imagery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .because("pixels cross packages as plain arrays");
  }

  @Test
  void filesAreOpenedInOnePlace() {
    openedInOnePlace().check(PRODUCT);
  }

  private static ArchRule openedInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("org.kamcl.file..")
        .should()
        .callMethodWhere(
            target(owner(type(Files.class)))
                .and(
                    target(
                        describe(
                            "a method that reads a file",
                            method ->
                                List.of(
                                        "newInputStream",
                                        "newBufferedReader",
                                        "readAllBytes",
                                        "readAllLines",
                                        "readString",
                                        "lines")
                                    .contains(method.getName())))))
        .orShould()
        .dependOnClassesThat(type(FileInputStream.class).or(type(FileReader.class)))
        .because("a pipe must be refused before it is opened, which waits for its writer");
  }

  private static ArchRule staysIn(String library, String reason, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(packages).map(name -> EXPLORER + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  @Test
  void threadsAreCreatedInFewPackages() {
    threads().check(PRODUCT);
  }

  private static ArchRule threads() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            ENGINE + "runtime..", EXPLORER + "job..", EXPLORER + "ui.task..", EXPLORER + "app..")
        .should()
        .callConstructorWhere(
            target(owner(describe("a thread", c -> c.isAssignableTo(Thread.class)))))
        .orShould()
        .dependOnClassesThat(
            type(Executors.class)
                .or(type(CompletableFuture.class))
                .or(type(ForkJoinPool.class))
                .or(describe("an executor", c -> c.isAssignableTo(Executor.class))))
        .because(
            "the engine's one pool is handed in, and oversubscribed cores slow it down tenfold");
  }

  @Test
  void onlyTheRuntimeCreatesLongLivedMemoryManagers() {
    memoryManagers().check(PRODUCT);
  }

  private static ArchRule memoryManagers() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + "runtime..")
        .should()
        .callMethodWhere(
            target(owner(describe("a manager", c -> c.isAssignableTo(NDManager.class))))
                .and(target(name("newBaseManager"))))
        .because("long-lived arrays are on the chosen device and are freed when it closes");
  }

  @Test
  void constantsOutliveTheBackwardPass() {
    longLivedConstants().check(PRODUCT);
  }

  private static ArchRule longLivedConstants() {
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .callMethod(NDArray.class, "mul", Number.class)
        .orShould()
        .callMethod(NDArray.class, "div", Number.class)
        .orShould()
        .callMethod(NDArray.class, "pow", Number.class)
        .because(
            "they close the constant that the backward pass reads, and a garbage collection between"
                + " makes the gradients garbage; org.kamcl.engine.network.Constants does not");
  }

  @Test
  void thereAreNoSingletons() {
    noSingletons().check(PRODUCT);
  }

  private static ArchRule noSingletons() {
    return methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage("org.kamcl.."))
        .should(notBeCalled("getInstance"))
        .because("dependencies are passed to constructors");
  }

  private static ArchCondition<JavaMethod> notBeCalled(String wanted) {
    return new ArchCondition<>("not be called " + wanted) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                method, !method.getName().equals(wanted), method.getFullName()));
      }
    };
  }

  @Test
  void staticFieldsAreFinal() {
    finalStatics().check(PRODUCT);
  }

  private static ArchRule finalStatics() {
    return fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two models, workspaces or tests can be in one process");
  }

  @Test
  void onlyJobsCommandsAndEventHandlersCatchAllExceptions() {
    noBlanketCatch().check(PRODUCT);
  }

  private static ArchRule noBlanketCatch() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(EXPLORER + "job..", EXPLORER + "ui.task..")
        .and()
        .doNotHaveSimpleName("CommandRunner")
        .should(catchException())
        .because("an unexpected failure is reported once, where a job, a command or an event ends");
  }

  private static ArchCondition<JavaClass> catchException() {
    return new ArchCondition<>("catch java.lang.Exception") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        for (JavaCodeUnit unit : javaClass.getCodeUnits()) {
          boolean catches =
              unit.getTryCatchBlocks().stream()
                  .flatMap(block -> block.getCaughtThrowables().stream())
                  .anyMatch(caught -> caught.isEquivalentTo(Exception.class));
          events.add(new SimpleConditionEvent(unit, catches, unit.getFullName()));
        }
      }
    };
  }

  @Test
  void loggingUsesOneLogAndStandardOutputIsForResults() {
    oneLog().check(PRODUCT);
  }

  private static ArchRule oneLog() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(EXPLORER + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..", "org.apache.log4j..", "org.apache.commons.logging..")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("with --json, standard output is one JSON document");
  }

  @Test
  void logbackIsTheLoggingBackend() {
    String log = LoggerFactory.getILoggerFactory().getClass().getName();
    assertTrue(log.startsWith("ch.qos.logback."), "unexpected logging backend: " + log);
  }

  @Test
  void nothingOpensNetworkConnections() {
    noNetwork().check(PRODUCT);
  }

  private static ArchRule noNetwork() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net.http..", "javax.net..", "java.nio.channels.spi..")
                .or(
                    describe(
                        "a connection",
                        c ->
                            c.getName()
                                .matches(
                                    "java\\.net\\.(URL|URLConnection|HttpURLConnection|.*Socket.*"
                                        + "|InetAddress)"
                                        + "|java\\.nio\\.channels\\.(Asynchronous)?.*Socket.*"))))
        .because("an archive may be confidential; nothing leaves the machine");
  }

  /** All rules. The offender classes violate each of them. */
  static List<ArchRule> rules() {
    return List.of(
        engineWithoutExplorer(),
        enginePackage("text", List.of()),
        packagesAreListed(),
        freeOfCycles(ENGINE),
        freeOfCycles(ENGINE + "training."),
        freeOfCycles(EXPLORER),
        freeOfCycles(EXPLORER + "ui."),
        usesOnly(PUBLIC_PACKAGES, "search"),
        enginePixels(),
        withoutApplication(),
        viewModelsWithoutScene(),
        memoryManagers(),
        staysIn("javafx..", "of the test", "ui", "app"),
        staysIn("org.geotools..", "of the test", "geo", "imagery"),
        staysIn("org.locationtech..", "of the test", "geo", "imagery", "map"),
        onlyTheJdk(),
        tensorLibrary(),
        longLivedConstants(),
        pixelLibraries(),
        openedInOnePlace(),
        staysIn("java.sql..", "of the test", "catalog"),
        threads(),
        noSingletons(),
        finalStatics(),
        noBlanketCatch(),
        toolkitFreeMap(),
        viewsWithoutServices(),
        windowWithoutImplementations(),
        oneLog(),
        noNetwork());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsPlantedViolation(ArchRule rule) {
    JavaClasses offenders =
        new ClassFileImporter()
            .importClasses(
                EngineOffender.class,
                TrainingDataOffender.class,
                TrainingLossOffender.class,
                UnlistedOffender.class,
                ExplorerOffender.class,
                MapOffender.class,
                SearchOffender.class,
                OffenderViewModel.class,
                ViewOffender.class);
    assertTrue(rule.evaluate(offenders).hasViolation(), rule.getDescription());
  }
}
