package org.kamcl.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** What happens to files on disks, in copies and by hand. */
enum FileDamage {
  TRUNCATED,
  ZEROED,
  FLIPPED,
  SWAPPED,
  REMOVED,
  EMPTIED;

  private static final int ZEROS = 512;
  private static final int FLIPS = 8;

  /**
   * Damages a file. The damaged file is a new one, so that links to the old one keep its content.
   *
   * @param random chooses the positions
   * @param other another file of its kind, for {@link #SWAPPED}
   * @return whether the damage is possible and changed the file
   */
  boolean apply(Path file, SplittableRandom random, Optional<Path> other) throws IOException {
    byte[] before = Files.readAllBytes(file);
    byte[] after = before.clone();
    switch (this) {
      case TRUNCATED -> after = Arrays.copyOf(before, 1 + random.nextInt(before.length - 1));
      case ZEROED -> {
        int length = Math.min(ZEROS, Math.max(1, before.length / 4));
        int from = random.nextInt(before.length - length + 1);
        Arrays.fill(after, from, from + length, (byte) 0);
      }
      case FLIPPED -> {
        for (int i = 0; i < FLIPS; i++) {
          after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
      }
      case SWAPPED -> {
        if (other.isEmpty()) {
          return false;
        }
        after = Files.readAllBytes(other.get());
      }
      case REMOVED -> {
        Files.delete(file);
        return true;
      }
      case EMPTIED -> after = new byte[0];
    }
    Files.delete(file);
    Files.write(file, after);
    return !Arrays.equals(before, after);
  }
}
