package org.kamcl.explorer.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ImageCollections;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.ImageRecord;

/** Collections of a list of images in memory. */
final class InMemoryCollections implements ImageCollections {
  private final List<ImageRecord> images;
  private final List<Problem> problems;
  private final Map<String, BandRendering> renderings = new HashMap<>();

  /**
   * @param images changed by removals and relocations
   * @param problems problems of indexing
   */
  InMemoryCollections(List<ImageRecord> images, List<Problem> problems) {
    this.images = images;
    this.problems = problems;
  }

  @Override
  public List<Info> list() {
    return images.stream()
        .map(ImageRecord::collection)
        .distinct()
        .sorted()
        .map(this::info)
        .toList();
  }

  private Info info(String name) {
    List<ImageRecord> members = images.stream().filter(i -> i.collection().equals(name)).toList();
    return new Info(
        name,
        members.size(),
        (int) members.stream().filter(i -> i.footprint().isEmpty()).count(),
        (int) members.stream().filter(i -> i.date().isEmpty()).count(),
        members.stream().mapToInt(i -> i.captions().size()).sum(),
        false);
  }

  private void requireKnown(String name) {
    if (images.stream().noneMatch(i -> i.collection().equals(name))) {
      throw new KamclException(LegacyError.SENTENCE, "There is no collection " + name + ".");
    }
  }

  @Override
  public void rename(String name, String other) {
    requireKnown(name);
    if (other.isBlank()) {
      throw new KamclException(LegacyError.SENTENCE, "A collection has a name: write one.");
    }
    if (!other.strip().equals(name)
        && images.stream().anyMatch(i -> i.collection().equals(other.strip()))) {
      throw new KamclException(
          LegacyError.SENTENCE,
          "There is a collection " + other + " already: choose another name.");
    }
    images.replaceAll(i -> i.collection().equals(name) ? changed(i, other.strip(), i.file()) : i);
  }

  private static ImageRecord changed(ImageRecord i, String collection, Path file) {
    return i.toBuilder().collection(collection).file(file).build();
  }

  @Override
  public Removal remove(String name) {
    requireKnown(name);
    return remove(i -> i.collection().equals(name));
  }

  @Override
  public Removal remove(List<Long> ids) {
    Set<Long> gone = Set.copyOf(ids);
    return remove(i -> gone.contains(i.id()));
  }

  private Removal remove(Predicate<ImageRecord> which) {
    List<ImageRecord> gone = images.stream().filter(which).collect(Collectors.toList());
    images.removeAll(gone);
    return () -> {
      List<ImageRecord> back = new ArrayList<>(gone);
      gone.clear();
      images.addAll(back);
      images.sort((a, b) -> Long.compare(a.id(), b.id()));
    };
  }

  @Override
  public void relocate(Path known, Path now) {
    if (!Files.isRegularFile(now)) {
      throw new KamclException(
          LegacyError.SENTENCE, "There is no file " + now + ": choose another.");
    }
    images.replaceAll(i -> i.file().equals(known) ? changed(i, i.collection(), now) : i);
  }

  @Override
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public List<Path> missingFiles() {
    return images.stream().map(ImageRecord::file).filter(Files::notExists).distinct().toList();
  }

  @Override
  public BandRendering bandRendering(String name) {
    return renderings.getOrDefault(name, BandRendering.DEFAULT);
  }

  @Override
  public void setBandRendering(String name, BandRendering rendering) {
    requireKnown(name);
    renderings.put(name, rendering);
  }
}
