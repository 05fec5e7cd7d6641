package org.kamcl.explorer.domain;

/** How certain it is that a hit shows what the query asks for; the most certain first. */
public enum MatchBand {
  /** The hit very likely shows it. */
  STRONG,

  /** The hit may show it: it scores higher than nearly all unrelated images. */
  POSSIBLE,

  /** The hit is only among the nearest images: unrelated images often score as high. */
  WEAK
}
