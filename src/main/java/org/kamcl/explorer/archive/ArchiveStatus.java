package org.kamcl.explorer.archive;

import java.util.List;

/**
 * The state of a shared archive.
 *
 * @param name name of the archive
 * @param schemaVersion version of its schema
 * @param knownVersion version that this program uses
 * @param nodes the servers that have a copy of a part
 * @param shards its parts
 * @param models the models whose embeddings are stored
 * @param images number of images in the parts that answer
 * @param files number of files in the parts that answer
 */
public record ArchiveStatus(
    String name,
    int schemaVersion,
    int knownVersion,
    List<Node> nodes,
    List<Shard> shards,
    List<Model> models,
    long images,
    long files) {
  /** Copies the lists. */
  public ArchiveStatus {
    nodes = List.copyOf(nodes);
    shards = List.copyOf(shards);
    models = List.copyOf(models);
  }

  /** A server, and whether it runs. */
  public record Node(String name, boolean live) {}

  /**
   * A part.
   *
   * @param name its name
   * @param replicas number of its copies
   * @param active number of copies that answer
   * @param documents number of its documents, images and others; -1 if none of its copies answers
   */
  public record Shard(String name, int replicas, int active, long documents) {}

  /**
   * A model.
   *
   * @param model its name and hash
   * @param dimension length of its vectors
   * @param images number of images it has embedded
   */
  public record Model(ModelId model, int dimension, long images) {}

  /** Number of parts of which no copy answers. */
  public int missingShards() {
    return (int) shards.stream().filter(shard -> shard.active() == 0).count();
  }
}
