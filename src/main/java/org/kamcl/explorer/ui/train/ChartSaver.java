package org.kamcl.explorer.ui.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.ui.chart.CurveChart;
import org.kamcl.explorer.ui.chart.CurveCsv;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs;
import org.kamcl.explorer.ui.dialog.PngWriter;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.file.OutputFiles;

/** Saves charts as they are shown: as an image, or their visible values as a table. */
final class ChartSaver {
  /** Pixels of the image per pixel of the window. */
  private static final double SCALE = 2;

  private final FileDialogs dialogs;
  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final Messages messages;
  private int pending;

  /** Writes a file. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  ChartSaver(
      FileDialogs dialogs, TaskExecutor executor, ToastsViewModel toasts, Messages messages) {
    this.dialogs = dialogs;
    this.executor = executor;
    this.toasts = toasts;
    this.messages = messages;
  }

  /** Asks for a file and saves what a node shows. */
  void saveImage(Node charts, String name) {
    dialogs
        .save(
            messages.text("train.save.charts"),
            Path.of(fileName(name) + ".png"),
            List.of(new FileDialogs.FileKind(messages.text("train.save.png"), ".png")))
        .ifPresent(file -> writeImage(charts, file));
  }

  /** Saves what a node shows. */
  void writeImage(Node charts, Path file) {
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(SCALE, SCALE));
    WritableImage image = charts.snapshot(parameters, null);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    write(file, () -> PngWriter.write(file, width, height, argb));
  }

  /** Asks for a file and saves the visible values. */
  void saveTable(List<CurveChart> charts, String name) {
    dialogs
        .save(
            messages.text("train.save.charts"),
            Path.of(fileName(name) + ".csv"),
            List.of(new FileDialogs.FileKind(messages.text("train.save.csv"), ".csv")))
        .ifPresent(file -> writeTable(charts, file));
  }

  /** Saves the visible values. */
  void writeTable(List<CurveChart> charts, Path file) {
    // Copied here: the curves grow on this thread.
    String csv = CurveCsv.of(charts);
    write(
        file,
        () -> OutputFiles.replace(file, out -> out.write(csv.getBytes(StandardCharsets.UTF_8))));
  }

  private void write(Path file, Work work) {
    pending++;
    executor.run(
        () -> {
          try {
            work.run();
            return file;
          } catch (IOException e) {
            throw new KamclException(
                e, TrainError.CHARTS_NOT_SAVED, file, String.valueOf(e.getMessage()));
          }
        },
        saved -> {
          pending--;
          toasts.show(messages.text("train.save.done", saved));
        },
        failure -> {
          pending--;
          toasts.showProblem(new ErrorFormatter(messages).format(failure));
        });
  }

  private static String fileName(String name) {
    return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "-");
  }

  /** Whether nothing is being written. */
  boolean isSettled() {
    return pending == 0;
  }
}
