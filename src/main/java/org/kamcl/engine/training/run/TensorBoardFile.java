package org.kamcl.engine.training.run;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The format of TensorBoard's event files: TFRecord frames, each with an {@code Event} message of
 * TensorFlow in the encoding of protocol buffers.
 *
 * <p>A frame is the length (8 bytes, little-endian), its masked CRC32C, the data and their masked
 * CRC32C. (tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto,
 * tensorflow/core/framework/summary.proto.)
 */
final class TensorBoardFile {
  private static final int MASK_DELTA = 0xa282ead8;
  private static final int SHIFT = 15;
  private static final double MILLIS = 1000;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  /** Tags by series, so that TensorBoard shows related curves together. */
  private static final Map<String, String> TAGS =
      Map.ofEntries(
          Map.entry("total", "loss/total"),
          Map.entry("triplet", "loss/triplet"),
          Map.entry("infoNce", "loss/infoNce"),
          Map.entry("distillation", "loss/distillation"),
          Map.entry("momentumContrast", "loss/momentumContrast"),
          Map.entry("concept", "loss/concept"),
          Map.entry("gradientNorm", "step/gradientNorm"),
          Map.entry("pairsPerSecond", "step/pairsPerSecond"),
          Map.entry("headLearningRate", "learningRate/head"),
          Map.entry("imageLearningRate", "learningRate/image"),
          Map.entry("textLearningRate", "learningRate/text"),
          Map.entry("epochLoss", "epoch/loss"),
          Map.entry("meanRecall", "validation/meanRecall"),
          Map.entry("imageToText.r1", "validation/imageToText/r1"),
          Map.entry("imageToText.r5", "validation/imageToText/r5"),
          Map.entry("imageToText.r10", "validation/imageToText/r10"),
          Map.entry("textToImage.r1", "validation/textToImage/r1"),
          Map.entry("textToImage.r5", "validation/textToImage/r5"),
          Map.entry("textToImage.r10", "validation/textToImage/r10"));

  private TensorBoardFile() {}

  /**
   * The name of the file of a run; TensorBoard looks for {@code tfevents} in it.
   *
   * @param created when the run was created, seconds since 1970
   */
  static String name(long created) {
    return "events.out.tfevents." + created + ".kamcl";
  }

  /**
   * The first frame, with the version of the format.
   *
   * @param created when the run was created, seconds since 1970
   */
  static byte[] header(long created) {
    Message event = new Message();
    event.fixed64(1, Double.doubleToLongBits((double) created));
    event.bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    return frame(event.toByteArray());
  }

  /**
   * The frame of an event of a run; empty for events without numbers.
   *
   * @param created time of events that have none, seconds since 1970
   */
  static byte[] frame(JsonObject event, long created) {
    Map<String, Double> values = EventSeries.values(event);
    if (values.isEmpty()) {
      return new byte[0];
    }
    Message summary = new Message();
    values.forEach(
        (series, value) -> {
          Message one = new Message();
          one.bytes(1, TAGS.getOrDefault(series, series).getBytes(StandardCharsets.UTF_8));
          one.fixed32(2, Float.floatToIntBits(value.floatValue()));
          summary.bytes(1, one.toByteArray());
        });
    double time = event.has("time") ? event.get("time").getAsLong() / MILLIS : (double) created;
    Message message = new Message();
    message.fixed64(1, Double.doubleToLongBits(time));
    message.varint(2, event.get("step").getAsLong());
    message.bytes(5, summary.toByteArray());
    return frame(message.toByteArray());
  }

  private static byte[] frame(byte[] data) {
    ByteBuffer frame =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(maskedSum(frame.array(), Long.BYTES));
    frame.put(data);
    frame.putInt(maskedSum(data, data.length));
    return frame.array();
  }

  /** The checksum of the first bytes, masked because the data may contain checksums themselves. */
  private static int maskedSum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    int value = (int) sum.getValue();
    return Integer.rotateRight(value, SHIFT) + MASK_DELTA;
  }

  /** A message of protocol buffers. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void varint(int field, long value) {
      number(((long) field << 3) | VARINT);
      number(value);
    }

    void fixed64(int field, long bits) {
      number(((long) field << 3) | FIXED_64);
      little(bits, Long.BYTES);
    }

    void fixed32(int field, int bits) {
      number(((long) field << 3) | FIXED_32);
      little(bits, Integer.BYTES);
    }

    void bytes(int field, byte[] bytes) {
      number(((long) field << 3) | BYTES);
      number(bytes.length);
      out.writeBytes(bytes);
    }

    private void little(long bits, int count) {
      for (int i = 0; i < count; i++) {
        out.write((int) (bits >>> (Byte.SIZE * i)));
      }
    }

    /** Seven bits per byte, the lowest first; the highest bit tells that more follow. */
    private void number(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] toByteArray() {
      return out.toByteArray();
    }
  }
}
