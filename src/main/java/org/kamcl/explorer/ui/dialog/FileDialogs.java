package org.kamcl.explorer.ui.dialog;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kamcl.explorer.domain.ImageFormat;
import org.kamcl.explorer.ui.text.Messages;

/** File and folder dialogs of the operating system. */
public final class FileDialogs {
  private final Supplier<Window> owner;
  private final Supplier<List<ImageFormat>> imageFormats;
  private final Messages messages;

  /** Parent of the folder chosen last; the next one is often next to it. */
  private Path last = Path.of(System.getProperty("user.home", ""));

  /**
   * @param owner the window that the dialogs belong to
   * @param imageFormats the image formats that are read; empty until the archive is open
   */
  public FileDialogs(
      Supplier<Window> owner, Supplier<List<ImageFormat>> imageFormats, Messages messages) {
    this.owner = owner;
    this.imageFormats = imageFormats;
    this.messages = messages;
  }

  /** Asks for a folder of images. */
  public Optional<Path> folder() {
    return folder(messages.text("folder.title"));
  }

  /**
   * Asks for a folder.
   *
   * @param title of the dialog
   */
  public Optional<Path> folder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (Files.isDirectory(last)) {
      chooser.setInitialDirectory(last.toFile());
    }
    Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
    chosen.map(Path::getParent).ifPresent(folder -> last = folder);
    return chosen;
  }

  /** Asks for an image file. */
  public Optional<Path> image() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(messages.text("results.locate.title"));
    chooser.getExtensionFilters().setAll(imageFilters(imageFormats.get(), messages));
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  /**
   * Asks for a file to read.
   *
   * @param title of the dialog
   * @param kind of the file
   */
  public Optional<Path> file(String title, FileKind kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().setAll(saveFilters(List.of(kind)));
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  /**
   * Asks for the files of a model: one, or several that belong together.
   *
   * @return empty if none was chosen
   */
  public List<Path> modelFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(messages.text("models.add.file.title"));
    if (Files.isDirectory(last)) {
      chooser.setInitialDirectory(last.toFile());
    }
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(
                messages.text("files.models"),
                "*.pt",
                "*.bin",
                "*.pth",
                "*.tar",
                "*.ckpt",
                "*.safetensors",
                "*.index.json"),
            new FileChooser.ExtensionFilter(messages.text("files.all"), "*.*"));
    List<File> chosen = chooser.showOpenMultipleDialog(owner.get());
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }

  /** Asks for a text file. */
  public Optional<Path> text(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(messages.text("files.text"), "*.txt", "*.TXT"),
            new FileChooser.ExtensionFilter(messages.text("files.all"), "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  /**
   * Filters for image files: all formats together, each format, all files. Empty if there are no
   * formats. Extensions are listed in lower and upper case, because some systems match exactly.
   */
  static List<FileChooser.ExtensionFilter> imageFilters(
      List<ImageFormat> formats, Messages messages) {
    if (formats.isEmpty()) {
      return List.of();
    }
    Stream<FileChooser.ExtensionFilter> single =
        formats.stream()
            .map(format -> new FileChooser.ExtensionFilter(format.name(), patterns(format)));
    List<String> all =
        formats.stream().flatMap(format -> patterns(format).stream()).distinct().toList();
    return Stream.of(
            Stream.of(new FileChooser.ExtensionFilter(messages.text("files.images"), all)),
            single,
            Stream.of(new FileChooser.ExtensionFilter(messages.text("files.all"), "*.*")))
        .flatMap(filters -> filters)
        .toList();
  }

  private static List<String> patterns(ImageFormat format) {
    return format.extensions().stream()
        .flatMap(
            extension ->
                Stream.of("*." + extension, "*." + extension.toUpperCase(Locale.ROOT)).distinct())
        .toList();
  }

  /**
   * A kind of file that can be written.
   *
   * @param name for people
   * @param extension with its dot
   */
  public record FileKind(String name, String extension) {}

  /**
   * Asks for a file to write. A name without the extension of any kind gets that of the kind that
   * was chosen in the dialog.
   *
   * @param suggested its extension selects the kind
   * @param kinds of files to choose from
   */
  public Optional<Path> save(Path suggested, List<FileKind> kinds) {
    return save(messages.text("export.title"), suggested, kinds);
  }

  /**
   * As above.
   *
   * @param title of the dialog
   */
  public Optional<Path> save(String title, Path suggested, List<FileKind> kinds) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(String.valueOf(suggested.getFileName()));
    List<FileChooser.ExtensionFilter> filters = saveFilters(kinds);
    chooser.getExtensionFilters().setAll(filters);
    for (int i = 0; i < kinds.size(); i++) {
      if (hasExtension(suggested, kinds.get(i))) {
        chooser.setSelectedExtensionFilter(filters.get(i));
      }
    }
    Path folder = suggested.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      chooser.setInitialDirectory(folder.toFile());
    }
    Optional<Path> chosen =
        Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
    int kind = filters.indexOf(chooser.getSelectedExtensionFilter());
    return chosen.map(file -> kind < 0 ? file : withExtension(file, kinds, kinds.get(kind)));
  }

  /** One filter per kind. */
  static List<FileChooser.ExtensionFilter> saveFilters(List<FileKind> kinds) {
    return kinds.stream()
        .map(kind -> new FileChooser.ExtensionFilter(kind.name(), "*" + kind.extension()))
        .toList();
  }

  private static boolean hasExtension(Path file, FileKind kind) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(kind.extension());
  }

  /** Not every desktop adds the extension of the chosen kind. */
  static Path withExtension(Path file, List<FileKind> kinds, FileKind chosen) {
    return kinds.stream().anyMatch(kind -> hasExtension(file, kind))
        ? file
        : file.resolveSibling(file.getFileName() + chosen.extension());
  }
}
