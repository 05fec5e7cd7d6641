package org.kamcl;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kamcl.PackageRules.ENGINE;
import static org.kamcl.PackageRules.EXPLORER;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
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
import org.kamcl.support.ProgramClasses;
import org.slf4j.LoggerFactory;

/**
 * Checks the allowed dependencies. Each rule has a name, a reason, and a class that violates it.
 */
class ArchitectureTest {
  private static final JavaClasses PRODUCT = ProgramClasses.read();

  private static final JavaClasses OFFENDERS =
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

  @Test
  void engineDoesNotUseTheExplorer() {
    PackageRules.engineWithoutExplorer().check(PRODUCT);
  }

  @Test
  void enginePackagesUseOnlyAllowedPackages() {
    PackageRules.ENGINE_PACKAGES.forEach(
        (name, used) -> PackageRules.enginePackage(name, used).check(PRODUCT));
  }

  @Test
  void everyEnginePackageIsListed() {
    PackageRules.packagesAreListed().check(PRODUCT);
  }

  @Test
  void packagesAreFreeOfCycles() {
    for (String parent : List.of(ENGINE, ENGINE + "training.", EXPLORER, EXPLORER + "ui.")) {
      PackageRules.freeOfCycles(parent).check(PRODUCT);
    }
  }

  @Test
  void domainAndJobUseOnlyTheJdkErrorCodesAndProgress() {
    PackageRules.onlyTheJdk().check(PRODUCT);
  }

  @Test
  void servicesUseOnlyThePublicPackagesOfTheEngine() {
    String[] withPixels =
        Arrays.copyOf(PackageRules.PUBLIC_PACKAGES, PackageRules.PUBLIC_PACKAGES.length + 1);
    withPixels[PackageRules.PUBLIC_PACKAGES.length] = ENGINE + "image..";
    PackageRules.usesOnly(PackageRules.PUBLIC_PACKAGES, "search", "ui", "catalog", "geo", "export")
        .check(PRODUCT);
    PackageRules.usesOnly(withPixels, "imagery", "index").check(PRODUCT);
  }

  @Test
  void onlyImageryIndexAndCommandsUseEnginePixels() {
    PackageRules.enginePixels().check(PRODUCT);
  }

  @Test
  void nothingUsesTheApplication() {
    PackageRules.withoutApplication().check(PRODUCT);
  }

  @Test
  void javaFxIsUsedOnlyInTheWindow() {
    LibraryRules.staysIn("javafx..", "controls are used on the JavaFX thread only", "ui", "app")
        .check(PRODUCT);
  }

  @Test
  void viewModelsDoNotUseTheSceneGraph() {
    PackageRules.viewModelsWithoutScene().check(PRODUCT);
  }

  @Test
  void viewsDoNotUseServices() {
    PackageRules.viewsWithoutServices().check(PRODUCT);
  }

  @Test
  void windowUsesServicesThroughInterfaces() {
    PackageRules.windowWithoutImplementations().check(PRODUCT);
  }

  @Test
  void tensorLibraryIsUsedOnlyInTheEngine() {
    LibraryRules.tensorLibrary().check(PRODUCT);
  }

  @Test
  void sqlIsUsedOnlyInTheCatalog() {
    for (String library : List.of("java.sql..", "org.sqlite..")) {
      LibraryRules.staysIn(
              library, "one package is responsible for transactions and migrations", "catalog")
          .check(PRODUCT);
    }
  }

  @Test
  void geoToolsIsUsedOnlyInGeoAndImagery() {
    for (String library : List.of("org.geotools..", "org.geotools.api..", "org.opengis..")) {
      LibraryRules.staysIn(library, "footprints cross packages as records", "geo", "imagery")
          .check(PRODUCT);
    }
  }

  @Test
  void jtsIsUsedOnlyInGeoImageryAndMap() {
    LibraryRules.staysIn(
            "org.locationtech..", "footprints cross packages as records", "geo", "imagery", "map")
        .check(PRODUCT);
  }

  @Test
  void librariesOfFormatsAreUsedInFewPackages() {
    String reason = "another library can take its place";
    LibraryRules.staysIn("mil.nga..", reason, "export").check(PRODUCT);
    LibraryRules.staysIn("org.apache.parquet..", reason, "export", "bulk").check(PRODUCT);
    LibraryRules.staysIn("org.apache.hadoop..", reason, "export", "bulk", "spark").check(PRODUCT);
  }

  @Test
  void mapCoreNeedsNoToolkit() {
    PackageRules.toolkitFreeMap().check(PRODUCT);
  }

  @Test
  void pixelLibrariesAreUsedOnlyWherePixelsAreRead() {
    LibraryRules.pixelLibraries().check(PRODUCT);
  }

  @Test
  void filesAreOpenedInOnePlace() {
    LibraryRules.openedInOnePlace().check(PRODUCT);
  }

  @Test
  void threadsAreCreatedInFewPackages() {
    CodeRules.threads().check(PRODUCT);
  }

  @Test
  void onlyTheRuntimeCreatesLongLivedMemoryManagers() {
    CodeRules.memoryManagers().check(PRODUCT);
  }

  @Test
  void constantsOutliveTheBackwardPass() {
    CodeRules.longLivedConstants().check(PRODUCT);
  }

  @Test
  void thereAreNoSingletons() {
    CodeRules.noSingletons().check(PRODUCT);
  }

  @Test
  void staticFieldsAreFinal() {
    CodeRules.finalStatics().check(PRODUCT);
  }

  @Test
  void onlyJobsCommandsAndEventHandlersCatchAllExceptions() {
    CodeRules.noBlanketCatch().check(PRODUCT);
  }

  @Test
  void loggingUsesOneLogAndStandardOutputIsForResults() {
    LibraryRules.oneLog().check(PRODUCT);
  }

  @Test
  void logbackIsTheLoggingBackend() {
    String log = LoggerFactory.getILoggerFactory().getClass().getName();
    assertTrue(log.startsWith("ch.qos.logback."), "unexpected logging backend: " + log);
  }

  @Test
  void sparkIsUsedOnlyInItsPackage() {
    LibraryRules.staysIn(
            "org.apache.spark..", "it opens connections, and desktops do not have it", "spark")
        .check(PRODUCT);
  }

  @Test
  void onlySharedArchivesOpenNetworkConnections() {
    LibraryRules.noNetwork().check(PRODUCT);
  }

  /** All rules. The offender classes violate each of them. */
  static List<ArchRule> rules() {
    return List.of(
        PackageRules.engineWithoutExplorer(),
        PackageRules.enginePackage("text", List.of()),
        PackageRules.packagesAreListed(),
        PackageRules.freeOfCycles(ENGINE),
        PackageRules.freeOfCycles(ENGINE + "training."),
        PackageRules.freeOfCycles(EXPLORER),
        PackageRules.freeOfCycles(EXPLORER + "ui."),
        PackageRules.usesOnly(PackageRules.PUBLIC_PACKAGES, "search"),
        PackageRules.enginePixels(),
        PackageRules.withoutApplication(),
        PackageRules.viewModelsWithoutScene(),
        CodeRules.memoryManagers(),
        LibraryRules.staysIn("javafx..", "of the test", "ui", "app"),
        LibraryRules.staysIn("org.geotools..", "of the test", "geo", "imagery"),
        LibraryRules.staysIn("org.locationtech..", "of the test", "geo", "imagery", "map"),
        PackageRules.onlyTheJdk(),
        LibraryRules.tensorLibrary(),
        CodeRules.longLivedConstants(),
        LibraryRules.pixelLibraries(),
        LibraryRules.openedInOnePlace(),
        LibraryRules.staysIn("java.sql..", "of the test", "catalog"),
        CodeRules.threads(),
        CodeRules.noSingletons(),
        CodeRules.finalStatics(),
        CodeRules.noBlanketCatch(),
        PackageRules.toolkitFreeMap(),
        PackageRules.viewsWithoutServices(),
        PackageRules.windowWithoutImplementations(),
        LibraryRules.oneLog(),
        LibraryRules.noNetwork());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsPlantedViolation(ArchRule rule) {
    assertTrue(rule.evaluate(OFFENDERS).hasViolation(), rule.getDescription());
  }
}
