package org.kamcl.explorer.api;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.kamcl.explorer.domain.ImageRecord;

/**
 * Images that wait for captions, and the captions that people wrote. Every change is stored at
 * once, also what is typed and not saved yet. Blocking; call from any thread but the JavaFX thread.
 * Every method throws {@link org.kamcl.error.KamclException} if the catalog cannot be read or
 * written.
 */
public interface CaptioningQueue {
  /** What became of an image. */
  enum State {
    /** It waits for a caption. */
    OPEN,
    /** It has a caption. */
    CAPTIONED,
    /** It was left out; it may be suggested again. */
    SKIPPED,
    /** It cannot be described; it is not suggested again. */
    UNUSABLE
  }

  /**
   * Why an image was suggested.
   *
   * @param uncertainty of the model about the image, bits
   * @param distance of its embedding to that of the nearest captioned or earlier suggested image,
   *     0..2; empty if there was none
   * @param unsure concepts that the model is most unsure about, the most unsure first
   * @param strong concepts that the image has by the model, the strongest first
   */
  record Reason(
      double uncertainty, OptionalDouble distance, List<String> unsure, List<String> strong) {
    /** Copies the lists. */
    public Reason {
      unsure = List.copyOf(unsure);
      strong = List.copyOf(strong);
    }
  }

  /**
   * An image of the queue.
   *
   * @param image the image
   * @param state what became of it
   * @param captions that were saved, in the order they were written
   * @param draft what is typed and not saved yet; empty if nothing is
   * @param reason why it was suggested
   */
  record Entry(ImageRecord image, State state, List<String> captions, String draft, Reason reason) {
    /** Copies the list. */
    public Entry {
      captions = List.copyOf(captions);
    }

    /** An image that waits for a caption. */
    public static Entry open(ImageRecord image, Reason reason) {
      return new Entry(image, State.OPEN, List.of(), "", reason);
    }

    /** The same image with another draft. */
    public Entry withDraft(String text) {
      return new Entry(image, state, captions, text, reason);
    }

    /** The same image with another state and without a draft. */
    public Entry with(State now) {
      return new Entry(image, now, captions, "", reason);
    }

    /** The same image with one more caption and without a draft. */
    public Entry withCaption(String caption) {
      List<String> more =
          captions.contains(caption)
              ? captions
              : Stream.concat(captions.stream(), Stream.of(caption)).toList();
      return new Entry(image, State.CAPTIONED, more, "", reason);
    }
  }

  /** The images of the present queue, in its order. Images that were removed are left out. */
  List<Entry> entries();

  /**
   * Begins a queue, which replaces the present one. What was written about images before is kept.
   * An image that is in the catalog with captions keeps them.
   *
   * @param entries in the order of the queue
   */
  void begin(List<Entry> entries);

  /** Ends the present queue. What was written is kept. */
  void end();

  /** Stores state, captions and draft of an image. Ids without an image are ignored. */
  void store(Entry entry);

  /** All images with captions that people wrote, of all queues, oldest image first. */
  List<Entry> captioned();

  /** Ids of the images that cannot be described. */
  Set<Long> unusable();
}
