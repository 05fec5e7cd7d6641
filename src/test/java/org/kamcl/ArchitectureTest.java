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
import org.kamcl.explorer.domain.ExplorerOffender;
import org.kamcl.explorer.map.MapOffender;
import org.kamcl.explorer.ui.map.ViewOffender;
import org.slf4j.LoggerFactory;

/** The laws of the house: who may know whom. Each has a sentence for a name and a reason. */
class ArchitectureTest {
  private static final String ENGINE = "org.kamcl.engine.";
  private static final String EXPLORER = "org.kamcl.explorer.";

  /** Rooms of the engine and the rooms each may know. */
  private static final Map<String, List<String>> ENGINE_ROOMS =
      Map.ofEntries(
          Map.entry("text", List.of()),
          Map.entry("image", List.of()),
          Map.entry("weights", List.of()),
          Map.entry("runtime", List.of()),
          Map.entry("corpus", List.of("text", "image")),
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
          Map.entry("explain", List.of("inference", "network")));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.kamcl");

  @Test
  void theEngineKnowsNothingOfTheExplorer() {
    engineIsAlone().check(PRODUCT);
  }

  private static ArchRule engineIsAlone() {
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + ".")
        .because("a researcher uses the engine without windows, databases or maps");
  }

  @Test
  void aRoomOfTheEngineKnowsOnlyTheRoomsItIsAllowedTo() {
    ENGINE_ROOMS.forEach((room, known) -> engineRoom(room, known).check(PRODUCT));
  }

  private static ArchRule engineRoom(String room, List<String> known) {
    String[] others =
        ENGINE_ROOMS.keySet().stream()
            .filter(other -> !other.equals(room) && !known.contains(other))
            .map(other -> ENGINE + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .because("each room can be read, tested and replaced with what stands below it");
  }

  @Test
  void everyRoomOfTheEngineIsOnThePlan() {
    String[] planned =
        Stream.concat(
                Stream.of("org.kamcl.engine"),
                ENGINE_ROOMS.keySet().stream().map(room -> ENGINE + room + ".."))
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .resideInAnyPackage(planned)
        .because("a new room comes with a decision on whom it may know")
        .check(PRODUCT);
  }

  @Test
  void roomsDoNotKnowEachOtherInCircles() {
    slices().matching(ENGINE + "(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching(ENGINE + "training.(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching(EXPLORER + "(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching(EXPLORER + "ui.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void domainAndJobKnowOnlyTheJdk() {
    onlyTheJdk().check(PRODUCT);
  }

  private static ArchRule onlyTheJdk() {
    return classes()
        .that()
        .resideInAnyPackage(EXPLORER + "domain..", EXPLORER + "job..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.kamcl.error..", EXPLORER + "domain..", EXPLORER + "job..")
        .allowEmptyShould(true)
        .because("everything else may depend on them");
  }

  @Test
  void theServicesSeeOnlyTheEnginesPublicFaces() {
    String[] faces = {
      "org.kamcl.engine",
      ENGINE + "inference..",
      ENGINE + "explain..",
      ENGINE + "training..",
      ENGINE + "evaluation.."
    };
    String[] facesAndPixels = Arrays.copyOf(faces, faces.length + 1);
    facesAndPixels[faces.length] = ENGINE + "image..";
    seeOnly(faces, "search", "ui", "catalog", "geo", "export").check(PRODUCT);
    seeOnly(facesAndPixels, "imagery", "index").check(PRODUCT);
  }

  private static ArchRule seeOnly(String[] faces, String... rooms) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            Arrays.stream(rooms).map(room -> EXPLORER + room + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ENGINE + ".").and(not(resideInAnyPackage(faces))))
        .allowEmptyShould(true)
        .because("the network may change without the explorer noticing");
  }

  @Test
  void onlyImageryAndTheIndexTouchTheEnginesPixels() {
    noClasses()
        .that()
        .resideInAPackage(EXPLORER + ".")
        .and()
        .resideOutsideOfPackages(EXPLORER + "imagery..", EXPLORER + "index..", EXPLORER + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ENGINE + "image..")
        .because("a picture must reach the model as its training pictures did, by one way")
        .check(PRODUCT);
  }

  @Test
  void nothingKnowsTheApplication() {
    noClasses()
        .that()
        .resideOutsideOfPackage(EXPLORER + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + "app..")
        .because("it constructs everything, so whoever knew it would know everything")
        .check(PRODUCT);
  }

  @Test
  void javaFxStaysInTheWindow() {
    staysIn("javafx..", "controls and their thread belong to the window", "ui", "app")
        .check(PRODUCT);
  }

  @Test
  void viewModelsTouchNoScene() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx.scene..")
        .allowEmptyShould(true)
        .because("what a view shows is tested without one")
        .check(PRODUCT);
  }

  @Test
  void viewsTouchNoService() {
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
  void theWindowSeesServicesThroughInterfaces() {
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
  void theTensorLibraryStaysInTheEngine() {
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
  void sqlStaysInTheCatalogue() {
    for (String library : List.of("java.sql..", "org.sqlite..")) {
      staysIn(library, "one room answers for transactions and migrations", "catalog")
          .check(PRODUCT);
    }
  }

  @Test
  void geoToolsStaysInGeoAndImagery() {
    for (String library : List.of("org.geotools..", "org.geotools.api..", "org.opengis..")) {
      staysIn(library, "footprints cross packages as records", "geo", "imagery").check(PRODUCT);
    }
  }

  @Test
  void jtsStaysInGeoImageryAndMap() {
    staysIn("org.locationtech..", "footprints cross packages as records", "geo", "imagery", "map")
        .check(PRODUCT);
  }

  @Test
  void theMapCoreNeedsNoToolkit() {
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
            "org.locationtech.jts..",
            "org.kamcl.error..",
            EXPLORER + "domain..",
            EXPLORER + "map..")
        .allowEmptyShould(true)
        .because("the map is tested without a window and could be drawn by any toolkit");
  }

  @Test
  void pixelLibrariesStayWherePixelsAreRead() {
    pixelLibraries().check(PRODUCT);
  }

  private static ArchRule pixelLibraries() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ENGINE + "image..", EXPLORER + "geo..", EXPLORER + "imagery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .because("pixels cross rooms as plain arrays");
  }

  private static ArchRule staysIn(String library, String reason, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(rooms).map(room -> EXPLORER + room + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  @Test
  void threadsAreMadeInThreePlaces() {
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
        .because("the engine's one pool is handed in, and a busy core costs it a factor of ten");
  }

  @Test
  void onlyTheRuntimeMakesMemoryManagersThatOutliveABatch() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + "runtime..")
        .should()
        .callMethodWhere(
            target(owner(describe("a manager", c -> c.isAssignableTo(NDManager.class))))
                .and(target(name("newBaseManager"))))
        .because("whatever lives long lives on the chosen device and is freed when it closes")
        .check(PRODUCT);
  }

  @Test
  void constantsOutliveTheBackwardPass() {
    lastingConstants().check(PRODUCT);
  }

  private static ArchRule lastingConstants() {
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
        .because("what a class needs is handed to its constructor");
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
  void staticsNeverChange() {
    constantStatics().check(PRODUCT);
  }

  private static ArchRule constantStatics() {
    return fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two models, two workspaces or two tests may live in one process");
  }

  @Test
  void onlyTheBordersCatchEverything() {
    noBlanketCatch().check(PRODUCT);
  }

  private static ArchRule noBlanketCatch() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(EXPLORER + "job..", EXPLORER + "ui.task..")
        .and()
        .doNotHaveSimpleName("CommandRunner")
        .should(catchException())
        .because("what nobody expected is told once, at the job's, command's or window's border");
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
  void thereIsOneLogAndStandardOutputIsForResults() {
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
        .because("standard output must be one JSON document when it was asked for");
  }

  @Test
  void noOtherLibraryBringsItsOwnLog() {
    String log = LoggerFactory.getILoggerFactory().getClass().getName();
    assertTrue(log.startsWith("ch.qos.logback."), "the map library's old slf4j came first: " + log);
  }

  @Test
  void nothingReachesForTheNetwork() {
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

  /** Rules that one of the offenders breaks. */
  static List<ArchRule> brokenRules() {
    return List.of(
        engineIsAlone(),
        engineRoom("text", List.of()),
        onlyTheJdk(),
        tensorLibrary(),
        lastingConstants(),
        pixelLibraries(),
        staysIn("java.sql..", "of the test", "catalog"),
        threads(),
        noSingletons(),
        constantStatics(),
        noBlanketCatch(),
        toolkitFreeMap(),
        viewsWithoutServices(),
        windowWithoutImplementations(),
        oneLog(),
        noNetwork());
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void aRuleFindsWhatBreaksIt(ArchRule rule) {
    JavaClasses offenders =
        new ClassFileImporter()
            .importClasses(
                EngineOffender.class,
                ExplorerOffender.class,
                MapOffender.class,
                ViewOffender.class);
    assertTrue(rule.evaluate(offenders).hasViolation(), rule.getDescription());
  }
}
