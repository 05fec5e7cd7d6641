package org.kamcl.explorer.imagery;

import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.Vector;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.GeoTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.FileCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.kamcl.engine.localization.ScoreGrid;
import org.kamcl.error.KamclException;
import org.kamcl.explorer.geo.GeoTiffTags;
import org.kamcl.file.OutputFiles;

/**
 * Writes a score map as a float GeoTIFF with the pixels of its scene. The pixels are computed strip
 * by strip, so a large scene needs no more memory than a small one.
 */
public final class ScoreMapTiffWriter {
  /** Value of pixels without data, which GDAL and all programs based on it know from the tag. */
  public static final float NO_DATA = -9999;

  /** A file of plain TIFF has 32-bit offsets, also with compression that saves nothing. */
  private static final long MAX_PIXELS = 1L << 29;

  /** Name of the metadata that the writer of the Java runtime takes. */
  private static final String TAGS = "javax_imageio_tiff_image_1.0";

  private static final int GDAL_NO_DATA = 42_113;
  private static final int STRIP_ROWS = 64;

  private ScoreMapTiffWriter() {}

  /**
   * Writes a map.
   *
   * @param georeference of the scene; empty for a plain TIFF
   * @throws KamclException if the scene has more pixels than such a file may have, or the target is
   *     no regular file
   * @throws IOException if the file cannot be written; the target is unchanged then
   */
  public static void write(ScoreGrid map, Optional<GeoTiffTags> georeference, Path target)
      throws IOException {
    long pixels = (long) map.sceneWidth() * map.sceneHeight();
    if (pixels > MAX_PIXELS) {
      throw new KamclException(
          RasterError.MAP_TOO_LARGE, target, map.sceneWidth(), map.sceneHeight());
    }
    OutputFiles.replace(target, out -> write(map, georeference, out));
  }

  private static void write(ScoreGrid map, Optional<GeoTiffTags> georeference, OutputStream out)
      throws IOException {
    MapImage image = new MapImage(map);
    ImageWriter writer = writer();
    try (FileCacheImageOutputStream stream = new FileCacheImageOutputStream(out, null)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType("Deflate");
      TIFFDirectory tags =
          TIFFDirectory.createFromMetadata(
              writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param));
      tags.addTIFFField(
          new TIFFField(
              BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ROWS_PER_STRIP),
              TIFFTag.TIFF_LONG,
              1,
              new long[] {STRIP_ROWS}));
      georeference.ifPresent(g -> add(tags, g));
      TIFFTag noData = new TIFFTag("GDAL_NODATA", GDAL_NO_DATA, 1 << TIFFTag.TIFF_ASCII);
      tags.addTIFFField(
          new TIFFField(
              noData, TIFFTag.TIFF_ASCII, 1, new String[] {Integer.toString((int) NO_DATA)}));
      IIOMetadata metadata = tags.getAsMetadata();
      writer.write(null, new IIOImage(image, null, metadata), param);
    } finally {
      writer.dispose();
    }
  }

  /** The writer of the Java runtime: others on the class path do not take its tags. */
  private static ImageWriter writer() throws IOException {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
    while (writers.hasNext()) {
      ImageWriter writer = writers.next();
      if (TAGS.equals(writer.getOriginatingProvider().getNativeImageMetadataFormatName())) {
        return writer;
      }
      writer.dispose();
    }
    throw new IOException("The Java runtime has no TIFF writer");
  }

  private static void add(TIFFDirectory tags, GeoTiffTags g) {
    addDoubles(tags, GeoTIFFTagSet.TAG_MODEL_PIXEL_SCALE, g.pixelScale());
    addDoubles(tags, GeoTIFFTagSet.TAG_MODEL_TIE_POINT, g.tiePoints());
    addDoubles(tags, GeoTIFFTagSet.TAG_MODEL_TRANSFORMATION, g.transformation());
    addDoubles(tags, GeoTIFFTagSet.TAG_GEO_DOUBLE_PARAMS, g.doubleParams());
    char[] keys = new char[g.keyDirectory().length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (char) g.keyDirectory()[i];
    }
    tags.addTIFFField(
        new TIFFField(
            tag(GeoTIFFTagSet.TAG_GEO_KEY_DIRECTORY), TIFFTag.TIFF_SHORT, keys.length, keys));
    // The writer ends a text with a zero of its own, and drops what is not ASCII.
    String text =
        new String(g.asciiParams().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
            .replaceAll("\0+$", "");
    if (!text.isEmpty()) {
      tags.addTIFFField(
          new TIFFField(
              tag(GeoTIFFTagSet.TAG_GEO_ASCII_PARAMS), TIFFTag.TIFF_ASCII, 1, new String[] {text}));
    }
  }

  private static void addDoubles(TIFFDirectory tags, int number, double[] values) {
    if (values.length > 0) {
      tags.addTIFFField(
          new TIFFField(tag(number), TIFFTag.TIFF_DOUBLE, values.length, values.clone()));
    }
  }

  private static TIFFTag tag(int number) {
    return GeoTIFFTagSet.getInstance().getTag(number);
  }

  /** The pixels of a map, computed when they are asked for. */
  private static final class MapImage implements RenderedImage {
    private final ScoreGrid map;
    private final SampleModel samples;
    private final ColorModel colors;

    MapImage(ScoreGrid map) {
      this.map = map;
      this.samples =
          new BandedSampleModel(DataBuffer.TYPE_FLOAT, map.sceneWidth(), getTileHeight(map), 1);
      this.colors =
          new ComponentColorModel(
              ColorSpace.getInstance(ColorSpace.CS_GRAY),
              false,
              false,
              Transparency.OPAQUE,
              DataBuffer.TYPE_FLOAT);
    }

    private static int getTileHeight(ScoreGrid map) {
      return Math.min(STRIP_ROWS, map.sceneHeight());
    }

    @Override
    public WritableRaster copyData(@Nullable WritableRaster raster) {
      WritableRaster target = raster == null ? raster(bounds()) : raster;
      fill(target);
      return target;
    }

    private Rectangle bounds() {
      return new Rectangle(0, 0, getWidth(), getHeight());
    }

    private WritableRaster raster(Rectangle area) {
      return Raster.createWritableRaster(
          samples.createCompatibleSampleModel(area.width, area.height), new Point(area.x, area.y));
    }

    private void fill(WritableRaster target) {
      float[] row = new float[target.getWidth()];
      for (int y = 0; y < target.getHeight(); y++) {
        for (int x = 0; x < row.length; x++) {
          float value = map.at(target.getMinX() + x + 0.5, target.getMinY() + y + 0.5);
          row[x] = Float.isNaN(value) ? NO_DATA : value;
        }
        target.setSamples(target.getMinX(), target.getMinY() + y, row.length, 1, 0, row);
      }
    }

    @Override
    public Raster getData(Rectangle area) {
      WritableRaster raster = raster(area);
      fill(raster);
      return raster;
    }

    @Override
    public Raster getData() {
      return getData(bounds());
    }

    @Override
    public Raster getTile(int tileX, int tileY) {
      int top = tileY * getTileHeight();
      return getData(
          new Rectangle(0, top, getWidth(), Math.min(getTileHeight(), getHeight() - top)));
    }

    @Override
    @SuppressWarnings({"NonApiType", "JdkObsolete"}) // The interface demands it.
    public @Nullable Vector<RenderedImage> getSources() {
      return null;
    }

    @Override
    public Object getProperty(String name) {
      return Image.UndefinedProperty;
    }

    @Override
    public String @Nullable [] getPropertyNames() {
      return null;
    }

    @Override
    public ColorModel getColorModel() {
      return colors;
    }

    @Override
    public SampleModel getSampleModel() {
      return samples;
    }

    @Override
    public int getWidth() {
      return map.sceneWidth();
    }

    @Override
    public int getHeight() {
      return map.sceneHeight();
    }

    @Override
    public int getMinX() {
      return 0;
    }

    @Override
    public int getMinY() {
      return 0;
    }

    @Override
    public int getNumXTiles() {
      return 1;
    }

    @Override
    public int getNumYTiles() {
      return (getHeight() + getTileHeight() - 1) / getTileHeight();
    }

    @Override
    public int getMinTileX() {
      return 0;
    }

    @Override
    public int getMinTileY() {
      return 0;
    }

    @Override
    public int getTileWidth() {
      return getWidth();
    }

    @Override
    public int getTileHeight() {
      return getTileHeight(map);
    }

    @Override
    public int getTileGridXOffset() {
      return 0;
    }

    @Override
    public int getTileGridYOffset() {
      return 0;
    }
  }
}
