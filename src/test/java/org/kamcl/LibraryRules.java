package org.kamcl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.kamcl.PackageRules.ENGINE;
import static org.kamcl.PackageRules.EXPLORER;

import com.tngtech.archunit.lang.ArchRule;
import java.io.FileInputStream;
import java.io.FileReader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** Where libraries, files and connections may be used. */
final class LibraryRules {
  private LibraryRules() {}

  static ArchRule staysIn(String library, String reason, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(packages).map(name -> EXPLORER + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(reason);
  }

  static ArchRule tensorLibrary() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + ".")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .because("native memory has one owner");
  }

  static ArchRule pixelLibraries() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ENGINE + "image..", EXPLORER + "geo..", EXPLORER + "imagery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..")
        .because("pixels cross packages as plain arrays");
  }

  static ArchRule openedInOnePlace() {
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

  static ArchRule oneLog() {
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

  static ArchRule noNetwork() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(EXPLORER + "remote..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net.http..",
                    "javax.net..",
                    "java.nio.channels.spi..",
                    "org.apache.solr..",
                    "org.apache.zookeeper..")
                .or(
                    describe(
                        "a connection",
                        c ->
                            c.getName()
                                .matches(
                                    "java\\.net\\.(URL|URLConnection|HttpURLConnection|.*Socket.*"
                                        + "|InetAddress)"
                                        + "|java\\.nio\\.channels\\.(Asynchronous)?.*Socket.*"))))
        .because(
            "an archive may be confidential; nothing leaves the machine but to a shared archive");
  }
}
