package org.kamcl.explorer.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.Query;
import org.kamcl.explorer.domain.QueryTerm;
import org.kamcl.explorer.query.QueryWriter;
import org.kamcl.explorer.ui.collections.ArchiveViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** Formats a query for display: images by file name instead of id. */
public final class QueryFormatter {
  private final ArchiveViewModel archive;
  private final Messages messages;

  /**
   * @param archive resolves image ids
   */
  public QueryFormatter(ArchiveViewModel archive, Messages messages) {
    this.archive = archive;
    this.messages = messages;
  }

  /** The image of the archive that a term refers to. */
  Optional<ImageRecord> image(QueryTerm term) {
    if (term.kind() != QueryTerm.Kind.IMAGE || !term.text().startsWith("#")) {
      return Optional.empty();
    }
    String id = term.text().substring(1);
    return archive.images().stream()
        .filter(image -> Long.toString(image.id()).equals(id))
        .findFirst();
  }

  /** All terms, separated by commas if one is an image. */
  public String of(Query query) {
    List<QueryTerm> terms = query.terms();
    if (terms.stream().noneMatch(term -> term.kind() == QueryTerm.Kind.IMAGE)) {
      return QueryWriter.write(query);
    }
    return terms.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String of(QueryTerm term) {
    if (term.kind() != QueryTerm.Kind.IMAGE) {
      return QueryWriter.write(term);
    }
    String like =
        image(term)
            .map(image -> image.file().getFileName())
            .or(
                () ->
                    Optional.of(term.text())
                        .filter(t -> !t.startsWith("#"))
                        .map(Path::of)
                        .map(Path::getFileName))
            .map(name -> messages.text("query.token.similar.file", name.toString()))
            .orElse(messages.text("query.token.similar"));
    return term.excluded() ? messages.text("query.spoken.without", like) : like;
  }
}
