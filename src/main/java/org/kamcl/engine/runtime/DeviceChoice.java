package org.kamcl.engine.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kamcl.error.KamclException;

/**
 * The device to compute on: {@code cpu} or {@code gpu:N}.
 *
 * @param gpu index of the GPU, or -1 for the CPU
 */
public record DeviceChoice(int gpu) {
  /** The CPU; always available. */
  public static final DeviceChoice CPU = new DeviceChoice(-1);

  private static final Pattern SYNTAX = Pattern.compile("cpu|gpu(?::(\\d{1,3}))?");

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
    return new DeviceChoice(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
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
