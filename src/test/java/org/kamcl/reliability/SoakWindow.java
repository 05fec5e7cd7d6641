package org.kamcl.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.kamcl.explorer.app.Launcher;
import org.kamcl.explorer.catalog.Catalog;
import org.sqlite.SQLiteConfig;

/**
 * Starts the program with its window and uses it without a display: waits for the first images,
 * searches, and closes the window. Fails after 150 seconds.
 */
public final class SoakWindow {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(150);
  private static final int GAVE_UP = 99;
  private static final int SEARCHES = 3;
  private static final List<String> WORDS =
      List.of("boats", "pier", "lake", "green", "trees", "stadium", "road");

  private final Path catalog;
  private final long start = System.nanoTime();

  private SoakWindow(String workspace) {
    this.catalog = Path.of(workspace, Catalog.FILE_NAME);
  }

  /** Arguments: those of the program, the workspace last. */
  public static void main(String[] args) {
    SoakWindow window = new SoakWindow(args[args.length - 1]);
    String temporary = System.getProperty("java.io.tmpdir");
    Thread user = new Thread(() -> window.useAfterStart(temporary), "user");
    user.setDaemon(true);
    user.start();
    Launcher.main(args);
  }

  /** Waits until the program has chosen its temporary folder, so that nothing is loaded before. */
  private void useAfterStart(String temporary) {
    waitUntil("start", () -> !System.getProperty("java.io.tmpdir").equals(temporary));
    use();
  }

  private void use() {
    int wanted = Integer.getInteger("kamcl.soak.images", 1);
    waitUntil("images", () -> count("images") >= wanted);
    waitUntil("window", () -> query() != null && !query().isDisabled());
    for (int i = 0; i < SEARCHES; i++) {
      long before = count("searches");
      // Other words in each process, so that each search adds a row to the history.
      String words = words();
      Platform.runLater(
          () -> {
            query().setText(words);
            Event.fireEvent(
                query(),
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
          });
      waitUntil("search " + words, () -> count("searches") > before);
    }
    Platform.runLater(
        () -> {
          Window window = Window.getWindows().get(0);
          Event.fireEvent(window, new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST));
          ((Stage) window).close();
        });
  }

  private interface Condition {
    boolean holds();
  }

  private void waitUntil(String what, Condition condition) {
    while (!condition.holds()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        // System.err is silenced by the program.
        try (PrintStream err =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8)) {
          err.println("gave up waiting for: " + what);
        }
        Runtime.getRuntime().halt(GAVE_UP);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static TextField query() {
    List<Window> windows = List.copyOf(Window.getWindows());
    return windows.isEmpty() || windows.get(0).getScene() == null
        ? null
        : (TextField) windows.get(0).getScene().lookup("#query");
  }

  private static String words() {
    List<String> words = new ArrayList<>(WORDS);
    Collections.shuffle(words);
    return String.join(" ", words.subList(0, 4));
  }

  private long count(String table) {
    return number("SELECT count(*) FROM " + table);
  }

  private long number(String sql) {
    if (!Files.exists(catalog)) {
      // Opening it would create it.
      return 0;
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection open =
            DriverManager.getConnection("jdbc:sqlite:" + catalog, config.toProperties());
        Statement statement = open.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      // There is no catalog yet.
      return 0;
    }
  }
}
