package org.kamcl.engine.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * The device to compute on: {@code cpu} or {@code gpu:N}.
 *
 * @param gpu index of the GPU, or -1 for the CPU
 * @param precision in which encoders compute; other than float32 on a GPU only, because the CPU's
 *     kernels are slower with 16 bits
 */
public record DeviceChoice(int gpu, Precision precision) {
  /** The CPU; always available. */
  public static final DeviceChoice CPU = new DeviceChoice(-1, Precision.FLOAT32);

  private static final Pattern SYNTAX = Pattern.compile("cpu|gpu(?::(\\d{1,3}))?");

  /**
   * @throws KamclException if the precision is for GPUs only and the device is the CPU
   */
  public DeviceChoice {
    if (gpu < 0 && precision != Precision.FLOAT32) {
      throw new KamclException(RuntimeError.PRECISION_NEEDS_GPU, precision);
    }
  }

  /**
   * @param text {@code cpu}, {@code gpu} (the first one) or {@code gpu:N}
   * @throws KamclException if the text is none of these
   */
  public static DeviceChoice parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new KamclException(RuntimeError.DEVICE_UNKNOWN, text);
    }
    if (matcher.group().equals("cpu")) {
      return CPU;
    }
    int index = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    return new DeviceChoice(index, Precision.FLOAT32);
  }

  /**
   * The same device with another precision.
   *
   * @throws KamclException if the precision is for GPUs only and the device is the CPU
   */
  public DeviceChoice with(Precision other) {
    return new DeviceChoice(gpu, other);
  }

  /** Whether it is a GPU. */
  public boolean isGpu() {
    return gpu >= 0;
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu : "cpu";
  }
}
