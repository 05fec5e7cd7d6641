package org.kamcl.explorer.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.kamcl.explorer.api.FeedbackStore;
import org.kamcl.explorer.api.TagStore;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.file.GivenNames;

/** Tags and relevance feedback in the catalog. */
final class LabelStore implements TagStore, FeedbackStore {
  private final Database database;

  LabelStore(Database database) {
    this.database = database;
  }

  @Override
  public List<String> tags() {
    return database.read(open -> new TagTable(open).names());
  }

  @Override
  public Set<String> tagsOf(long image) {
    return database.read(open -> new TagTable(open).of(image));
  }

  @Override
  public Set<Long> tagged(String tag) {
    return database.read(open -> new TagTable(open).images(tag.strip()));
  }

  @Override
  public void tag(Collection<Long> images, String tag) {
    String name = GivenNames.checked(tag);
    database.change(open -> new TagTable(open).add(images, name));
  }

  @Override
  public void untag(Collection<Long> images, String tag) {
    database.change(open -> new TagTable(open).remove(images, tag.strip()));
  }

  @Override
  public RelevanceFeedback feedback(String query) {
    return database.read(open -> new FeedbackTable(open).feedback(query));
  }

  @Override
  public List<String> ratedQueries() {
    return database.read(open -> new FeedbackTable(open).queries());
  }

  @Override
  public void rate(String query, long image, RelevanceFeedback.Rating rating) {
    database.change(open -> new FeedbackTable(open).save(query, image, rating));
  }
}
