package org.kamcl.explorer.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kamcl.explorer.ui.text.Messages;

/** Asks for files in the system's own windows. */
final class Dialogs {
  private final Supplier<Window> owner;
  private final Messages messages;

  /** The next folder is likely to lie beside the last one. */
  private Path last = Path.of(System.getProperty("user.home", ""));

  Dialogs(Supplier<Window> owner, Messages messages) {
    this.owner = owner;
    this.messages = messages;
  }

  /** A folder of images. */
  Optional<Path> folder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(messages.text("folder.title"));
    if (Files.isDirectory(last)) {
      chooser.setInitialDirectory(last.toFile());
    }
    Optional<Path> chosen = Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
    chosen.map(Path::getParent).ifPresent(folder -> last = folder);
    return chosen;
  }

  /** An image file. */
  Optional<Path> image() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(messages.text("results.locate.title"));
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  /** A file to write. */
  Optional<Path> save(Path suggested) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(messages.text("export.title"));
    chooser.setInitialFileName(String.valueOf(suggested.getFileName()));
    Path folder = suggested.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      chooser.setInitialDirectory(folder.toFile());
    }
    return Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath);
  }
}
