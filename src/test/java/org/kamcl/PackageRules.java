package org.kamcl;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which packages of the program may use which. */
final class PackageRules {
  static final String ENGINE = "org.kamcl.engine.";
  static final String EXPLORER = "org.kamcl.explorer.";

  /** Packages of the engine and the packages each may use. */
  static final Map<String, List<String>> ENGINE_PACKAGES =
      Map.ofEntries(
          Map.entry("text", List.of()),
          Map.entry("image", List.of()),
          Map.entry("weights", List.of()),
          Map.entry("runtime", List.of()),
          Map.entry("corpus", List.of("text", "image", "runtime")),
          Map.entry("knowledge", List.of("corpus", "text")),
          Map.entry("network", List.of("text", "knowledge", "image")),
          Map.entry("checkpoint", List.of("weights", "network", "text", "image")),
          Map.entry(
              "inference",
              List.of("network", "weights", "checkpoint", "text", "knowledge", "image", "runtime")),
          Map.entry("evaluation", List.of("inference", "corpus", "network", "image", "runtime")),
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
  static final String[] PUBLIC_PACKAGES = {
    "org.kamcl.engine",
    ENGINE + "inference..",
    ENGINE + "explain..",
    ENGINE + "training..",
    ENGINE + "evaluation..",
    ENGINE + "localization..",
    ENGINE + "corpus.."
  };

  private PackageRules() {}

  static ArchRule engineWithoutExplorer() {
    return noClasses()
        .that()
        .resideInAPackage(ENGINE + ".")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + ".")
        .because("the engine is usable without a user interface, databases or maps");
  }

  static ArchRule enginePackage(String name, List<String> used) {
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

  static ArchRule packagesAreListed() {
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

  static ArchRule freeOfCycles(String parent) {
    return slices()
        .matching(parent + "(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package in a cycle cannot be understood or tested without the others");
  }

  static ArchRule onlyTheJdk() {
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

  static ArchRule usesOnly(String[] allowed, String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            Arrays.stream(packages).map(name -> EXPLORER + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ENGINE + ".").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .because("the network can change without a change of the explorer");
  }

  static ArchRule enginePixels() {
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

  static ArchRule withoutApplication() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(EXPLORER + "app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EXPLORER + "app..")
        .because("it constructs all services, so a class that uses it depends on all of them");
  }

  static ArchRule viewModelsWithoutScene() {
    return noClasses()
        .that()
        .haveSimpleNameEndingWith("ViewModel")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx.scene..")
        .allowEmptyShould(true)
        .because("the content of a view is tested without a view");
  }

  static ArchRule viewsWithoutServices() {
    return noClasses()
        .that()
        .areAssignableTo("javafx.scene.Node")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EXPLORER + "search..", EXPLORER + "index..", EXPLORER + "catalog..")
        .allowEmptyShould(true)
        .because("a view uses its view model, and the view model uses services");
  }

  static ArchRule windowWithoutImplementations() {
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

  static ArchRule toolkitFreeMap() {
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
}
