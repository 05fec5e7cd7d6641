package org.kamcl.explorer.ui.train.captioning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.kamcl.explorer.api.CaptioningQueue.Entry;
import org.kamcl.explorer.api.CaptioningQueue.State;
import org.kamcl.explorer.domain.CaptionedImage;

/** The images of a captioning queue, and the changes of them that can be undone. */
final class QueueEntries {
  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Change> changes = new ArrayDeque<>();

  /**
   * An image before a change.
   *
   * @param index its position from 0
   */
  record Change(int index, Entry before) {}

  /** Replaces all images; what was changed before cannot be undone any more. */
  void show(List<Entry> all) {
    entries.clear();
    entries.addAll(all);
    changes.clear();
  }

  /** An image by its position from 0. */
  Entry get(int index) {
    return entries.get(index);
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Position of the first image that waits for a caption; empty if none does. */
  OptionalInt firstOpen() {
    return IntStream.range(0, entries.size())
        .filter(i -> entries.get(i).state() == State.OPEN)
        .findFirst();
  }

  /** Replaces an image, so that it cannot be undone: the field has its own undo. */
  void put(int index, Entry now) {
    entries.set(index, now);
  }

  /** Replaces an image so that it can be undone. */
  void change(int index, Entry now) {
    changes.push(new Change(index, entries.get(index)));
    entries.set(index, now);
  }

  /**
   * Undoes the last change.
   *
   * @return what the image is now; empty if there was no change
   */
  Optional<Change> undo() {
    Change last = changes.poll();
    if (last != null) {
      entries.set(last.index(), last.before());
    }
    return Optional.ofNullable(last);
  }

  /** Whether there is a change to undo. */
  boolean canUndo() {
    return !changes.isEmpty();
  }

  /** Number of images in a state. */
  int count(State state) {
    return (int) entries.stream().filter(entry -> entry.state() == state).count();
  }

  /** The captions of the images that have some, with their images. */
  List<CaptionedImage> captioned() {
    return entries.stream()
        .filter(entry -> entry.state() == State.CAPTIONED)
        .flatMap(
            entry ->
                entry.captions().stream()
                    .map(caption -> new CaptionedImage(entry.image(), caption)))
        .toList();
  }
}
