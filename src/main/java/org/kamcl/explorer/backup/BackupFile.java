package org.kamcl.explorer.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.catalog.Catalog;
import org.kamcl.explorer.catalog.CatalogCopy;
import org.kamcl.explorer.job.JobContext;
import org.kamcl.file.PrivateFiles;
import org.kamcl.file.RegularFiles;
import org.kamcl.file.TemporaryName;

/** Reads a backup. Whatever differs from its list of contents is refused by name. */
final class BackupFile implements AutoCloseable {
  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupFile(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens a backup and reads its list of contents.
   *
   * @throws KamclException if it is none, was cut short, or a newer version wrote it
   */
  static BackupFile open(Path file) {
    RegularFiles.check(file);
    ZipFile zip = openZip(file);
    boolean good = false;
    try {
      BackupFile backup = new BackupFile(file, zip, manifest(file, zip));
      good = true;
      return backup;
    } finally {
      if (!good) {
        close(zip);
      }
    }
  }

  private static ZipFile openZip(Path file) {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      throw new KamclException(
          e, startsAsZip(file) ? BackupError.BACKUP_INCOMPLETE : BackupError.NOT_A_BACKUP, file);
    } catch (IOException e) {
      throw new KamclException(e, BackupError.NOT_A_BACKUP, file);
    }
  }

  /** Whether a file begins as a zip file does; one that was cut short does, too. */
  private static boolean startsAsZip(Path file) {
    try (InputStream in = RegularFiles.open(file)) {
      return in.read() == 'P' && in.read() == 'K';
    } catch (IOException e) {
      return false;
    }
  }

  private static BackupManifest manifest(Path file, ZipFile zip) {
    ZipEntry entry = zip.getEntry(BackupManifest.NAME);
    if (entry == null) {
      throw new KamclException(BackupError.NOT_A_BACKUP, file);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] text = in.readNBytes(BackupManifest.LONGEST);
      BackupManifest manifest = BackupManifest.parse(new String(text, StandardCharsets.UTF_8));
      List<String> names = new ArrayList<>(manifest.files().keySet());
      names.add(BackupManifest.NAME);
      List<String> entries = new ArrayList<>();
      zip.stream().forEach(one -> entries.add(one.getName()));
      Collections.sort(names);
      Collections.sort(entries);
      if (!names.equals(entries)) {
        throw new KamclException(BackupError.BACKUP_INCOMPLETE, file);
      }
      if (manifest.catalog().isPresent() != manifest.files().containsKey(Catalog.FILE_NAME)) {
        throw new KamclException(BackupError.BACKUP_INCOMPLETE, file);
      }
      return manifest;
    } catch (BackupManifest.NewerException e) {
      throw new KamclException(e, BackupError.BACKUP_NEWER, file);
    } catch (IOException | BackupManifest.DamagedException e) {
      throw new KamclException(e, BackupError.BACKUP_INCOMPLETE, file);
    }
  }

  BackupManifest manifest() {
    return manifest;
  }

  /**
   * Writes a file of the backup and compares it with the list of contents.
   *
   * @param target a file that does not exist
   */
  private void extract(String name, Path target, CopyProgress progress) throws IOException {
    PrivateFiles.createFolders(Objects.requireNonNull(target.getParent()));
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      copy(name, out, progress);
    }
  }

  private void copy(String name, OutputStream out, CopyProgress progress) throws IOException {
    CopyProgress.Copied copied;
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      copied = progress.copy(in, out, name);
    } catch (ZipException | java.io.EOFException e) {
      throw new KamclException(e, BackupError.ENTRY_DAMAGED, file, name);
    }
    if (!copied.equals(manifest.files().get(name))) {
      throw new KamclException(BackupError.ENTRY_DAMAGED, file, name);
    }
  }

  /**
   * Writes all files into a folder, then reads them again and compares their hashes, and the rows
   * of the catalog.
   *
   * @param folder an empty folder
   */
  void extractAll(Path folder, CopyProgress progress) throws IOException {
    for (String name : manifest.files().keySet()) {
      extract(name, folder.resolve(name), progress);
    }
    for (Map.Entry<String, CopyProgress.Copied> one : manifest.files().entrySet()) {
      Path written = folder.resolve(one.getKey());
      try (InputStream in = RegularFiles.open(written)) {
        if (!progress.hash(in, one.getKey()).equals(one.getValue())) {
          throw new KamclException(BackupError.COPY_DIFFERS, written);
        }
      }
    }
    Path catalog = folder.resolve(Catalog.FILE_NAME);
    if (Files.exists(catalog)) {
      checkCatalog(catalog);
    }
  }

  private void checkCatalog(Path copy) {
    if (!Optional.of(CatalogCopy.check(copy)).equals(manifest.catalog())) {
      throw new KamclException(BackupError.ENTRY_DAMAGED, file, Catalog.FILE_NAME);
    }
  }

  /**
   * Reads a backup completely, compares it with its list of contents, and checks its catalog.
   *
   * @throws KamclException if anything differs
   */
  static void verify(Path file, CopyProgress progress, JobContext context) throws IOException {
    try (BackupFile backup = open(file)) {
      for (String name : backup.manifest.files().keySet()) {
        context.checkCancelled();
        if (name.equals(Catalog.FILE_NAME)) {
          Path copy = TemporaryName.beside(file.resolveSibling("catalog"));
          try {
            backup.extract(name, copy, progress);
            backup.checkCatalog(copy);
          } finally {
            Files.deleteIfExists(copy);
          }
        } else {
          backup.copy(name, OutputStream.nullOutputStream(), progress);
        }
      }
    }
  }

  @Override
  public void close() {
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
