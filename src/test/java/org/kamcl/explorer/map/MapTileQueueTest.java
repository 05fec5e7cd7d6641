package org.kamcl.explorer.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MapTileQueueTest {
  private final HeldExecutor executor = new HeldExecutor();
  private final MapTileQueue queue = new MapTileQueue(executor, 1);
  private final List<String> rendered = new ArrayList<>();
  private final List<String> delivered = new ArrayList<>();

  /** Runs work on the calling thread, after {@link #release()} if it is held. */
  private static final class HeldExecutor implements TileExecutor {
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    void hold() {
      holding = true;
    }

    void release() {
      holding = false;
      while (!held.isEmpty()) {
        held.remove(0).run();
      }
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
      Runnable task =
          () -> {
            T result;
            try {
              result = work.get();
            } catch (IllegalStateException e) {
              failed.accept(e);
              return;
            }
            done.accept(result);
          };
      if (holding) {
        held.add(task);
      } else {
        task.run();
      }
    }
  }

  private MapTileQueue.Request request(String name) {
    return new MapTileQueue.Request(
        name,
        () -> {
          rendered.add(name);
          return new int[1];
        },
        pixels -> delivered.add(name));
  }

  @Test
  void aTileThatIsNoLongerRequestedIsNotRendered() {
    executor.hold();
    queue.replaceRequests(List.of(request("left"), request("middle")));
    queue.replaceRequests(List.of(request("middle"), request("right")));
    assertFalse(queue.isIdle());
    executor.release();
    assertEquals(List.of("middle", "right"), rendered);
    assertEquals(List.of("middle", "right"), delivered);
    assertTrue(queue.isIdle());
  }

  @Test
  void theLatestRequestDeterminesTheOrder() {
    executor.hold();
    queue.replaceRequests(List.of(request("a"), request("b"), request("c")));
    queue.replaceRequests(List.of(request("c"), request("a"), request("b")));
    executor.release();
    assertEquals(List.of("c", "a", "b"), rendered);
  }

  @Test
  void aFailedTileDoesNotBlockTheOthers() {
    MapTileQueue.Request broken =
        new MapTileQueue.Request(
            "broken",
            () -> {
              throw new IllegalStateException("test");
            },
            pixels -> delivered.add("broken"));
    queue.replaceRequests(List.of(broken, request("good")));
    assertEquals(List.of("good"), delivered);
    assertTrue(queue.isIdle());
  }
}
