package org.kamcl.explorer.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.ConfigSetAdminRequest;
import org.apache.solr.client.solrj.request.schema.FieldTypeDefinition;
import org.apache.solr.client.solrj.request.schema.SchemaRequest;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.util.ContentStreamBase;
import org.apache.solr.common.util.NamedList;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.archive.ModelId;

/** Makes an archive: its configuration, its schema, and a field of vectors for each model. */
final class SolrSetup {
  private static final int KEY_LENGTH = 16;
  private static final String VECTORS = "vector_";

  /** So long the servers wait for each other when the schema changes. */
  private static final int SCHEMA_SECONDS = 10;

  private final SolrConnection solr;
  private final String collection;
  private final Map<String, Integer> dimensions = new ConcurrentHashMap<>();

  SolrSetup(SolrConnection solr) {
    this(solr, solr.name());
  }

  /**
   * @param collection of Solr whose schema is read and changed
   */
  private SolrSetup(SolrConnection solr, String collection) {
    this.solr = solr;
    this.collection = collection;
  }

  /**
   * Creates the archive.
   *
   * @param shards parts in which the images are kept
   * @param replicas copies of each part, each with its own graph of neighbors
   * @throws KamclException if there is one of this name, or Solr refuses
   */
  void create(int shards, int replicas) {
    if (solr.state().collection().isPresent()) {
      throw new KamclException(RemoteError.ARCHIVE_EXISTS, solr.name());
    }
    createCollection(shards, replicas);
    solr.administer(CollectionAdminRequest.createAlias(solr.name(), currentCollection()));
  }

  /** Creates the collection of Solr for an archive of the version that this program uses. */
  void createCollection(int shards, int replicas) {
    ConfigSetAdminRequest.Upload upload = new ConfigSetAdminRequest.Upload();
    upload.setConfigSetName(SchemaVersion.configuration(solr.name(), SchemaVersion.CURRENT));
    upload.setOverwrite(true);
    upload.setUploadStream(
        new ContentStreamBase.ByteArrayStream(files(), "config", "application/zip"));
    solr.administer(upload);
    solr.administer(
        CollectionAdminRequest.createCollection(
            currentCollection(),
            SchemaVersion.configuration(solr.name(), SchemaVersion.CURRENT),
            shards,
            replicas,
            0,
            0));
  }

  /**
   * Name of the collection of Solr. The name of the archive is an alias for it, so that a version
   * can replace another.
   */
  String currentCollection() {
    return solr.name() + "-" + SchemaVersion.CURRENT;
  }

  private static byte[] files() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("solrconfig.xml", "managed-schema.xml")) {
        zip.putNextEntry(new ZipEntry(name));
        try (InputStream file =
            Objects.requireNonNull(SolrSetup.class.getResourceAsStream(name), name)) {
          file.transferTo(zip);
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String key(ModelId model) {
    return Keys.of("model", model.hash()).substring(0, KEY_LENGTH);
  }

  /** The field with the vectors of a model. */
  static String vectors(ModelId model) {
    return VECTORS + key(model);
  }

  /** The field with the concept strengths of a model. */
  static String concepts(ModelId model) {
    return "concepts_" + key(model);
  }

  /**
   * Makes sure that vectors of a model can be written.
   *
   * @throws KamclException if those that are stored have another dimension
   */
  void addModel(ModelId model, int dimension) {
    String field = vectors(model);
    Integer known = dimensions.get(field);
    if (known == null) {
      known = stored(field);
    }
    if (known < 0) {
      addField(field, dimension);
      known = dimension;
    }
    if (known != dimension) {
      throw new KamclException(RemoteError.OTHER_DIMENSION, model.name(), known, dimension);
    }
    dimensions.put(field, known);
  }

  /** The dimension of the vectors of a model; -1 if it has none. */
  int dimension(ModelId model) {
    return stored(vectors(model));
  }

  /** Adds the vectors of all models of a collection of Solr to another. */
  void copyModels(String source, String target) {
    SolrSetup to = new SolrSetup(solr, target);
    for (Object one : new SolrSetup(solr, source).list(new SchemaRequest.Fields(), "fields")) {
      String field = String.valueOf(property(one, "name"));
      if (field.startsWith(VECTORS) && to.stored(field) < 0) {
        to.addField(field, dimension(String.valueOf(property(one, "type"))));
      }
    }
  }

  /** The dimension of a stored field, by the name of its type; -1 if there is no such field. */
  private int stored(String field) {
    for (Object one : list(new SchemaRequest.Fields(), "fields")) {
      if (field.equals(property(one, "name"))) {
        return dimension(String.valueOf(property(one, "type")));
      }
    }
    return -1;
  }

  private List<?> list(SolrRequest<?> request, String name) {
    return solr.send(request, collection).get(name) instanceof List<?> list ? list : List.of();
  }

  private static String type(int dimension) {
    return "vector" + dimension;
  }

  private static int dimension(String type) {
    return Integer.parseInt(type.substring("vector".length()));
  }

  private boolean hasType(int dimension) {
    return list(new SchemaRequest.FieldTypes(), "fieldTypes").stream()
        .anyMatch(one -> type(dimension).equals(property(one, "name")));
  }

  private static Object property(Object one, String name) {
    Object value =
        one instanceof NamedList<?> list
            ? list.get(name)
            : one instanceof Map<?, ?> map ? map.get(name) : null;
    return value == null ? "" : value;
  }

  private void addField(String field, int dimension) {
    if (!hasType(dimension)) {
      FieldTypeDefinition definition = new FieldTypeDefinition();
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put("name", type(dimension));
      attributes.put("class", "solr.DenseVectorField");
      attributes.put("vectorDimension", dimension);
      attributes.put("similarityFunction", "dot_product");
      attributes.put("knnAlgorithm", "hnsw");
      attributes.put("hnswMaxConnections", 16);
      attributes.put("hnswBeamWidth", 100);
      definition.setAttributes(attributes);
      change(new SchemaRequest.AddFieldType(definition), () -> hasType(dimension));
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("name", field);
    attributes.put("type", type(dimension));
    attributes.put("indexed", true);
    attributes.put("stored", true);
    change(new SchemaRequest.AddField(attributes), () -> stored(field) > 0);
  }

  /**
   * Changes the schema; two programs may begin to index with the same model at once. A server that
   * asks for passwords may wait in vain until the other servers say that they have the change, which
   * they get from ZooKeeper; without a limit, that takes ten minutes.
   */
  private void change(SchemaRequest.Update update, BooleanSupplier done) {
    ModifiableSolrParams limit = new ModifiableSolrParams();
    limit.set("updateTimeoutSecs", SCHEMA_SECONDS);
    try {
      solr.send(new SchemaRequest.MultiUpdate(List.of(update), limit), collection);
    } catch (KamclException e) {
      if (!done.getAsBoolean()) {
        throw e;
      }
    }
  }
}
