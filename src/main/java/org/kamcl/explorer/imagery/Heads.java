package org.kamcl.explorer.imagery;

/** Compares the first bytes of files with the signatures of formats. */
final class Heads {
  private Heads() {}

  /**
   * Whether bytes begin with a signature.
   *
   * @param signature one character per byte, of the same value
   */
  static boolean startsWith(byte[] head, String signature) {
    return startsWith(head, signature, 0);
  }

  /** The same from an offset on. */
  static boolean startsWith(byte[] head, String signature, int offset) {
    if (head.length < offset + signature.length()) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      if ((head[offset + i] & 0xff) != signature.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
