package org.kamcl.explorer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.kamcl.explorer.domain.BandRendering;
import org.kamcl.explorer.domain.CrsAssignment;
import org.kamcl.explorer.domain.GeoPoint;
import org.kamcl.explorer.domain.ImageRecord;
import org.kamcl.explorer.domain.ImageSubset;
import org.kamcl.explorer.domain.RelevanceFeedback;
import org.kamcl.explorer.domain.SearchFilter;
import org.kamcl.explorer.domain.SearchRequest;
import org.kamcl.explorer.domain.TileBounds;
import org.kamcl.explorer.query.QueryParser;

/** An archive with one of everything that a copy has to keep. */
public final class CopiedImages {
  /** A second model, of another dimension. */
  public static final ModelId SECOND = new ModelId("99ff", "second");

  private static final int TILES = 30;

  private CopiedImages() {}

  /** Images of the first model: plain ones, and tiles of a scene with a location and a CRS. */
  public static List<EmbeddedImage> images(int count) {
    SampleImages samples = new SampleImages(8);
    List<EmbeddedImage> images = new ArrayList<>(samples.varied(count));
    FileEntry scene =
        new FileEntry(
            "scenes",
            Path.of("/archive/scene.tif"),
            77_000_000_000L,
            1_600_000_000_123L,
            "abcdef",
            "tiles 200",
            TILES,
            Optional.of(
                new ImageLocation(
                    new GeoPoint(8.25, 50.5),
                    Optional.of(LocalDate.of(2020, 5, 6)),
                    OptionalDouble.of(1234.5))),
            List.of(new Caption("a \"quoted\" town", "train"), new Caption("小镇", "")),
            Optional.of(CrsAssignment.of(32632)),
            new CodeVersions(3, 2));
    for (int i = 0; i < TILES; i++) {
      images.add(
          new EmbeddedImage(
              scene,
              SampleImages.image(
                  Optional.of(new TileBounds(200 * i, 0, 200, 100)),
                  Optional.of(SampleImages.box(8 + i, 50)),
                  OptionalDouble.of(0.1 + 0.2),
                  Optional.empty()),
              samples.near(i),
              SampleImages.concepts(i)));
    }
    return images;
  }

  /** Fills an archive. */
  public static void fill(Archive archive, List<EmbeddedImage> images) {
    archive.save(SampleImages.MODEL, images);
    EmbeddedImage one = images.get(0);
    archive.save(
        SECOND,
        List.of(
            new EmbeddedImage(
                one.file(), one.image(), new float[] {0.6f, 0.8f}, new byte[] {1, 2})));
    List<Long> ids = archive.images().stream().map(ImageRecord::id).sorted().toList();
    archive.tags().tag(ids.subList(0, 9), "harbor");
    archive.tags().tag(ids.subList(5, 7), "港口");
    archive.feedback().rate("boats", ids.get(1), RelevanceFeedback.Rating.RELEVANT);
    archive.feedback().rate("boats", ids.get(2), RelevanceFeedback.Rating.NOT_RELEVANT);
    archive.collections().setBandRendering("scenes", new BandRendering(List.of(4, 3, 2), 1, 99));
    archive
        .searches()
        .save(
            "chosen",
            SearchRequest.of(QueryParser.parse("boats -sand^2"), 7)
                .with(
                    SearchFilter.NONE
                        .withCollections(Set.of("scenes"))
                        .withSubset(Optional.of(ImageSubset.of(Set.of(ids.get(3))))))
                .with(new RelevanceFeedback(Set.of(ids.get(1)), Set.of())));
  }

  private static String name(ImageRecord image) {
    return image.file() + " " + image.tile();
  }

  private static Set<String> names(Map<Long, String> names, Set<Long> ids) {
    return ids.stream().map(names::get).collect(Collectors.toSet());
  }

  /** All that is in an archive, without the numbers of images, which archives choose. */
  public static Map<String, Object> everything(Archive archive, ArchiveContents contents) {
    Map<String, Object> all = new HashMap<>();
    Map<Long, String> names = new HashMap<>();
    for (ImageRecord image : archive.images()) {
      names.put(image.id(), name(image));
      all.put(name(image), List.of(image.collection(), image.captions(), image.crs()));
    }
    for (ModelId model : contents.models()) {
      Set<List<Object>> embedded = new HashSet<>();
      contents.read(
          model,
          images ->
              images.forEach(
                  image ->
                      embedded.add(
                          List.of(
                              image.file(),
                              image.image(),
                              java.util.Arrays.toString(image.vector()),
                              java.util.Arrays.toString(image.concepts())))));
      assertEquals(embedded.size(), contents.embedded(model).size());
      all.put("model " + model, embedded);
    }
    for (String tag : archive.tags().tags()) {
      all.put("tag " + tag, names(names, archive.tags().tagged(tag)));
    }
    for (String query : archive.feedback().ratedQueries()) {
      RelevanceFeedback ratings = archive.feedback().feedback(query);
      all.put(
          "ratings " + query,
          List.of(names(names, ratings.relevant()), names(names, ratings.notRelevant())));
    }
    archive
        .searches()
        .saved()
        .forEach(
            search ->
                all.put(
                    "search " + search.name(),
                    List.of(
                        search.request().query(),
                        search.request().filter().withSubset(Optional.empty()),
                        names(names, search.request().filter().subset().orElseThrow().images()),
                        names(names, search.request().feedback().orElseThrow().relevant()),
                        search.request().top())));
    archive
        .collections()
        .list()
        .forEach(
            collection ->
                all.put(
                    "collection " + collection.name(),
                    List.of(collection, archive.collections().bandRendering(collection.name()))));
    return all;
  }
}
