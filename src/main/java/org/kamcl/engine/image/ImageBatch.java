package org.kamcl.engine.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Images as input of a network: float32 [N, 3, size, size], normalized. Several threads may write
 * different images at once.
 */
public final class ImageBatch {
  private final ByteBuffer bytes;
  private final FloatBuffer values;
  private final int count;
  private final int size;
  private final Preprocessing preprocessing;

  /**
   * @param count number of images N
   * @param size side of each in pixels
   */
  public ImageBatch(int count, int size, Normalization normalization) {
    this(count, size, Preprocessing.stretch(normalization));
  }

  /**
   * @param count number of images N
   * @param size side of each in pixels
   * @param preprocessing how images become squares of numbers
   */
  public ImageBatch(int count, int size, Preprocessing preprocessing) {
    this.count = count;
    this.size = size;
    this.preprocessing = preprocessing;
    int length = Math.multiplyExact(Math.multiplyExact(count * 3, size * size), Float.BYTES);
    this.bytes = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    this.values = bytes.asFloatBuffer();
  }

  private ImageBatch(ImageBatch memory, int size) {
    this.count = memory.count;
    this.size = size;
    this.preprocessing = memory.preprocessing;
    this.bytes = memory.bytes;
    this.values = memory.values;
  }

  /**
   * The same memory for as many images of another size; its content is lost.
   *
   * @param other side of each in pixels, at most the size the memory was allocated for
   */
  public ImageBatch resized(int other) {
    if (3L * count * other * other > values.capacity()) {
      throw new IllegalArgumentException(other + " pixels exceed the allocated size.");
    }
    return other == size ? this : new ImageBatch(this, other);
  }

  /** Resizes and normalizes an image and stores it at position {@code index}. */
  public void put(int index, RgbImage image) {
    RgbImage fitted = preprocessing.fit().square(image, size);
    byte[] rgb = fitted.pixels();
    float[] plane = new float[size * size];
    for (int c = 0; c < 3; c++) {
      float[] table = preprocessing.normalization().table(c);
      for (int i = 0; i < plane.length; i++) {
        plane[i] = table[rgb[3 * i + c] & 0xff];
      }
      values.put((index * 3 + c) * plane.length, plane);
    }
  }

  /** Copies the image at one position to another. */
  public void copy(int from, int to) {
    int length = 3 * size * size;
    values.put(to * length, values, from * length, length);
  }

  /** Number of images N. */
  public int count() {
    return count;
  }

  /** Side of each image in pixels. */
  public int size() {
    return size;
  }

  /**
   * The values of the first images as a direct buffer in native order, which the engine reads
   * without a copy. It must not change during a pass.
   *
   * @param images number of images
   */
  public ByteBuffer bytes(int images) {
    return bytes(0, images);
  }

  /**
   * As {@link #bytes(int)}, for a range of images.
   *
   * @param from index of the first image
   * @param images number of images
   */
  public ByteBuffer bytes(int from, int images) {
    int image = 3 * size * size * Float.BYTES;
    ByteBuffer view = bytes.duplicate().order(ByteOrder.nativeOrder()).rewind();
    return view.slice(from * image, images * image).order(ByteOrder.nativeOrder());
  }

  /** All values, row-major, from the first. */
  public FloatBuffer values() {
    return values.duplicate().rewind();
  }
}
