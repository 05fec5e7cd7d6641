package org.kamcl.explorer.ui.dialog;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kamcl.explorer.ui.text.Messages;

/** File and folder dialogs of the operating system. */
public final class FileDialogs {
  private final Supplier<Window> owner;
  private final Messages messages;

  /** Parent of the folder chosen last; the next one is often next to it. */
  private Path last = Path.of(System.getProperty("user.home", ""));

  public FileDialogs(Supplier<Window> owner, Messages messages) {
    this.owner = owner;
    this.messages = messages;
  }

  /** Asks for a folder of images. */
  public Optional<Path> folder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(messages.text("folder.title"));
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
    return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
  }

  /** Asks for a file to write. */
  public Optional<Path> save(Path suggested) {
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
