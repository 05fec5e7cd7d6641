package org.kamcl.explorer.context;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ArchiveAddress;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;

/**
 * The shared archive that a workspace uses instead of its own: its address in the file {@value
 * #FILE_NAME} of the workspace. The file holds no secrets.
 */
public final class AttachedArchive {
  /** Name of the file in a workspace. */
  public static final String FILE_NAME = "archive.json";

  private static final String ADDRESS = "address";

  private final Path folder;
  private final Path file;

  /** The one of a workspace. */
  public AttachedArchive(Workspace workspace) {
    this.folder = workspace.folder();
    this.file = folder.resolve(FILE_NAME);
  }

  /**
   * Its address; empty if the workspace uses its own archive.
   *
   * @throws KamclException with {@link ContextError#ATTACHMENT_DAMAGED} if the file names no
   *     address: searching the workspace's own archive instead would give wrong answers
   */
  public Optional<ArchiveAddress> address() {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonElement address =
          JsonParser.parseString(RegularFiles.readString(file)).getAsJsonObject().get(ADDRESS);
      if (address == null) {
        throw new KamclException(ContextError.ATTACHMENT_DAMAGED, file);
      }
      return Optional.of(ArchiveAddress.parse(address.getAsString()));
    } catch (IOException
        | JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | KamclException e) {
      throw new KamclException(e, ContextError.ATTACHMENT_DAMAGED, file);
    }
  }

  /**
   * Requires that none is attached, for what works on the workspace's own archive only.
   *
   * @throws KamclException with {@link ContextError#OWN_ARCHIVE_ONLY}
   */
  public void requireNone() {
    Optional<ArchiveAddress> address = address();
    if (address.isPresent()) {
      throw new KamclException(ContextError.OWN_ARCHIVE_ONLY, address.get().toString());
    }
  }

  /**
   * Attaches an archive.
   *
   * @throws KamclException if the workspace cannot be written
   */
  public void attach(ArchiveAddress address) {
    JsonObject json = new JsonObject();
    json.addProperty(ADDRESS, address.toString());
    try {
      PrivateFiles.createFolders(folder);
      PrivateFiles.replace(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new KamclException(e, ContextError.ATTACHMENT_NOT_WRITTEN, file);
    }
  }

  /**
   * Returns to the workspace's own archive.
   *
   * @return whether another was attached
   */
  public boolean detach() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new KamclException(e, ContextError.ATTACHMENT_NOT_WRITTEN, file);
    }
  }
}
