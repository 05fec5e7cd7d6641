package org.kamcl.explorer.ui.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.kamcl.explorer.ui.control.DesktopFiles;
import org.kamcl.explorer.ui.control.ToastsViewModel;
import org.kamcl.explorer.ui.dialog.FileDialogs.FileKind;
import org.kamcl.explorer.ui.task.TaskExecutor;
import org.kamcl.explorer.ui.text.ErrorFormatter;
import org.kamcl.explorer.ui.text.Messages;

/**
 * Saves something as a file that the user names: asks for the file in the folder that was used
 * last, writes it in the background, and says where it is or why it was not written.
 */
public final class FileSaver {
  private static final int LONGEST_NAME = 60;

  private final TaskExecutor executor;
  private final ToastsViewModel toasts;
  private final BiFunction<Path, List<FileKind>, Optional<Path>> chooseFile;
  private final Messages messages;
  private final ErrorFormatter errors;
  private Path folder = Path.of(System.getProperty("user.home", ""));

  /**
   * @param chooseFile asks for the file to write, from a suggested one and the kinds to choose from
   */
  public FileSaver(
      TaskExecutor executor,
      ToastsViewModel toasts,
      BiFunction<Path, List<FileKind>, Optional<Path>> chooseFile,
      Messages messages) {
    this.executor = executor;
    this.toasts = toasts;
    this.chooseFile = chooseFile;
    this.messages = messages;
    this.errors = new ErrorFormatter(messages);
  }

  /**
   * Asks for a file.
   *
   * @param name suggested, without extension; characters that a file name cannot have are replaced
   * @param kinds of files to choose from; the first is suggested
   * @param chosen receives the absolute path of the file, unless the user cancels
   */
  public void choose(String name, List<FileKind> kinds, Consumer<Path> chosen) {
    Path suggested = folder.resolve(fileName(name) + kinds.get(0).extension());
    chooseFile
        .apply(suggested, kinds)
        .map(Path::toAbsolutePath)
        .ifPresent(
            file -> {
              folder = file.getParent() == null ? folder : file.getParent();
              chosen.accept(file);
            });
  }

  /** The letters, digits, points and underscores of a name; other characters become hyphens. */
  static String fileName(String name) {
    String all =
        name.replaceAll("[^\\p{L}\\p{N}._-]+", "-")
            .replaceAll("-{2,}", "-")
            .replaceAll("^-|-$", "");
    int end =
        all.offsetByCodePoints(0, Math.min(LONGEST_NAME, all.codePointCount(0, all.length())));
    return all.substring(0, end);
  }

  /**
   * Writes a file in the background.
   *
   * @param savedKey key of the sentence that says that it was written, with the path as argument
   * @param write writes to the path and returns it
   */
  public void write(Path target, String savedKey, UnaryOperator<Path> write) {
    executor.run(() -> write.apply(target), file -> written(file, savedKey), this::failed);
  }

  /** Says why nothing was written. */
  public void failed(Throwable failure) {
    toasts.showProblem(errors.format(failure));
  }

  private void written(Path file, String savedKey) {
    toasts.showAction(
        messages.text(savedKey, file),
        new ToastsViewModel.Action(
            messages.text("export.show"),
            () ->
                executor.run(
                    () -> {
                      DesktopFiles.reveal(file);
                      return true;
                    },
                    shown -> {},
                    this::failed)));
  }
}
