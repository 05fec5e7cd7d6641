package org.kamcl.explorer.ui;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.domain.RelevanceFeedback;

/** Tags and relevance feedback in memory. */
final class InMemoryTags implements TagStore, FeedbackStore {
  private final Map<String, Set<Long>> tags = new TreeMap<>();
  private final Map<String, RelevanceFeedback> feedback = new HashMap<>();

  @Override
  public synchronized List<String> tags() {
    return List.copyOf(tags.keySet());
  }

  @Override
  public synchronized Set<String> tagsOf(long image) {
    Set<String> all = new TreeSet<>();
    tags.forEach(
        (tag, images) -> {
          if (images.contains(image)) {
            all.add(tag);
          }
        });
    return all;
  }

  @Override
  public synchronized Set<Long> tagged(String tag) {
    return Set.copyOf(tags.getOrDefault(tag.strip(), Set.of()));
  }

  @Override
  public synchronized void tag(Collection<Long> images, String tag) {
    if (tag.isBlank() || tag.strip().lines().count() > 1) {
      throw new KamclException(
          LegacyError.SENTENCE, "A tag is a word or some on one line: write one.");
    }
    tags.computeIfAbsent(tag.strip(), t -> new HashSet<>()).addAll(images);
  }

  @Override
  public synchronized void untag(Collection<Long> images, String tag) {
    tags.computeIfPresent(
        tag.strip(),
        (t, all) -> {
          all.removeAll(Set.copyOf(images));
          return all.isEmpty() ? null : all;
        });
  }

  @Override
  public synchronized List<String> ratedQueries() {
    return feedback.keySet().stream().sorted().toList();
  }

  @Override
  public synchronized RelevanceFeedback feedback(String query) {
    return feedback.getOrDefault(query, RelevanceFeedback.NONE);
  }

  @Override
  public synchronized void rate(String query, long image, RelevanceFeedback.Rating rating) {
    feedback.put(query, feedback(query).with(image, rating));
  }
}
