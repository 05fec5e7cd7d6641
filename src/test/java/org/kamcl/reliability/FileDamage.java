package org.kamcl.reliability;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    if (this == SWAPPED && other.isEmpty()) {
      return false;
    }
    if (this == REMOVED) {
      Files.delete(file);
      return true;
    }
    // Libraries have hundreds of megabytes, so nothing is read as a whole.
    Path damaged = file.resolveSibling(file.getFileName() + ".damaged");
    Files.copy(this == SWAPPED ? other.get() : file, damaged);
    try (RandomAccessFile access = new RandomAccessFile(damaged.toFile(), "rw")) {
      long length = access.length();
      switch (this) {
        case TRUNCATED -> access.setLength(1 + random.nextLong(length - 1));
        case ZEROED -> {
          int zeros = (int) Math.min(ZEROS, Math.max(1, length / 4));
          access.seek(random.nextLong(length - zeros + 1));
          access.write(new byte[zeros]);
        }
        case FLIPPED -> {
          for (int i = 0; i < FLIPS; i++) {
            long at = random.nextLong(length);
            access.seek(at);
            int before = access.read();
            access.seek(at);
            access.write(before ^ (1 << random.nextInt(Byte.SIZE)));
          }
        }
        case EMPTIED -> access.setLength(0);
        default -> {
          // The other file as it is.
        }
      }
    }
    boolean changed = Files.mismatch(file, damaged) >= 0;
    Files.move(damaged, file, StandardCopyOption.REPLACE_EXISTING);
    return changed;
  }
}
