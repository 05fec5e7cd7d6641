package org.kamcl.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineRuntimeTest {
  private EngineRuntime runtime;

  @BeforeEach
  void open() {
    runtime = EngineRuntime.open(DeviceChoice.CPU);
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private static <T> T inNewThread(Callable<T> work)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task).start();
    return task.get();
  }

  @Test
  void submittedPassesRunConcurrently() throws Exception {
    CountDownLatch all = new CountDownLatch(runtime.parallelPasses());
    List<Future<Boolean>> passes = new ArrayList<>();
    for (int i = 0; i < runtime.parallelPasses(); i++) {
      passes.add(
          runtime.submit(
              manager -> {
                all.countDown();
                try {
                  // Succeeds only if the other passes run concurrently.
                  return all.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  return false;
                }
              }));
    }
    for (Future<Boolean> pass : passes) {
      assertTrue(pass.get());
    }
  }

  @Test
  void submittedPassesShareProcessorsWithoutLimitingOtherThreads() throws Exception {
    int perPass = runtime.submit(manager -> JniUtils.getNumThreads()).get();
    assertTrue(
        perPass * runtime.parallelPasses()
            <= Math.max(runtime.threads(), runtime.parallelPasses()));
    assertEquals(Math.max(1, runtime.threads() / runtime.parallelPasses()), perPass);
    // The engine gives new threads the thread count that was set last.
    int direct = inNewThread(() -> runtime.infer(manager -> JniUtils.getNumThreads()));
    assertEquals(runtime.threads(), direct);
    runtime.submit(manager -> JniUtils.getNumThreads()).get();
    int step = inNewThread(() -> runtime.train(1, manager -> JniUtils.getNumThreads()));
    assertEquals(runtime.threads(), step);
  }

  @Test
  void onlyTrainingStepsRecordGradients() throws Exception {
    boolean inSubmitted = runtime.<Boolean>submit(manager -> JniUtils.isGradMode()).get();
    assertFalse(inSubmitted);
    boolean inPass = inNewThread(() -> runtime.<Boolean>infer(manager -> JniUtils.isGradMode()));
    assertFalse(inPass);
    boolean[] inStep = new boolean[2];
    inStep[0] =
        runtime.train(
            1,
            manager -> {
              inStep[1] = runtime.infer(inner -> JniUtils.isGradMode());
              return JniUtils.isGradMode();
            });
    assertTrue(inStep[0]);
    assertFalse(inStep[1]);
  }

  @Test
  void trainingStepsRunExclusively() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger steps = new AtomicInteger();
    List<Future<Integer>> passes = new ArrayList<>();
    Thread trainer =
        new Thread(
            () -> {
              for (int i = 0; i < 20; i++) {
                runtime.train(
                    i,
                    manager -> {
                      if (running.get() == 0) {
                        steps.incrementAndGet();
                      }
                      manager.randomNormal(new Shape(100, 100)).sum().getFloat();
                      return null;
                    });
              }
            });
    for (int i = 0; i < 40; i++) {
      passes.add(
          runtime.submit(
              manager -> {
                running.incrementAndGet();
                NDArray sum = manager.ones(new Shape(200, 200)).sum();
                int value = (int) sum.getFloat();
                running.decrementAndGet();
                return value;
              }));
      if (i == 5) {
        trainer.start();
      }
    }
    for (Future<Integer> pass : passes) {
      assertEquals(40_000, pass.get());
    }
    trainer.join();
    assertEquals(20, steps.get());
  }

  @Test
  void passFailureReachesTheCaller() {
    Future<String> pass =
        runtime.submit(
            manager -> {
              throw new IllegalArgumentException("no such shape");
            });
    ExecutionException failure = assertThrows(ExecutionException.class, pass::get);
    assertEquals("no such shape", failure.getCause().getMessage());
  }

  @Test
  void closeWaitsForTheRunningPass() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    Thread closer =
        new Thread(
            () -> {
              runtime.close();
              closed.set(true);
            });
    AtomicBoolean closedUnderway = new AtomicBoolean();
    Future<Float> pass =
        runtime.submit(
            manager -> {
              NDArray ones = manager.ones(new Shape(300, 300));
              closer.start();
              while (closer.isAlive() && closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              float sum = ones.sum().getFloat();
              closedUnderway.set(closed.get());
              return sum;
            });
    assertEquals(90_000f, pass.get());
    assertFalse(closedUnderway.get());
    closer.join();
    assertTrue(closed.get());
  }
}
