package org.kamcl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.kamcl.PackageRules.ENGINE;
import static org.kamcl.PackageRules.EXPLORER;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** What code may do, wherever it is. */
final class CodeRules {
  private CodeRules() {}

  static ArchRule threads() {
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

  static ArchRule memoryManagers() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + "runtime..")
        .should()
        .callMethodWhere(
            target(owner(describe("a manager", c -> c.isAssignableTo(NDManager.class))))
                .and(target(name("newBaseManager"))))
        .because("long-lived arrays are on the chosen device and are freed when it closes");
  }

  static ArchRule longLivedConstants() {
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

  static ArchRule noSingletons() {
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

  static ArchRule finalStatics() {
    return fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("two models, workspaces or tests can be in one process");
  }

  static ArchRule noBlanketCatch() {
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
}
