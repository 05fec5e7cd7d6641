package org.kamcl.explorer.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.imagery.SceneTiler;

/**
 * What is to be made searchable.
 *
 * @param folders with images; sub-folders belong to them. A single image stands for itself, as if
 *     its folder held nothing else
 * @param places a table of places, {@code filename,lon,lat[,date][,metres]}
 * @param collection name for the files; by default the name of the folder
 * @param windowMetres width of the windows of large scenes
 * @param forgetGone whether pictures are forgotten whose files are no longer in the folders
 */
public record IndexRequest(
    List<Path> folders,
    Optional<Path> places,
    Optional<String> collection,
    double windowMetres,
    boolean forgetGone) {

  /** A folder with all the defaults. */
  public static IndexRequest of(Path folder) {
    return of(List.of(folder));
  }

  /** Folders and files with all the defaults. */
  public static IndexRequest of(List<Path> paths) {
    return new IndexRequest(
        paths, Optional.empty(), Optional.empty(), SceneTiler.DEFAULT_METRES, false);
  }

  /** The same with a table of places. */
  public IndexRequest with(Path table) {
    return new IndexRequest(folders, Optional.of(table), collection, windowMetres, forgetGone);
  }

  /** The same with a name for the files. */
  public IndexRequest named(String name) {
    return new IndexRequest(folders, places, Optional.of(name), windowMetres, forgetGone);
  }
}
