package org.kamcl.explorer.settings;

/**
 * What the window remembers.
 *
 * @param look colours, texts, motion
 * @param frame where the window stands
 * @param panes how it is divided
 * @param query what was searched for last; empty for nothing
 */
public record Settings(Look look, Frame frame, Panes panes, String query) {
  /** Of a first start. */
  public static final Settings DEFAULTS =
      new Settings(
          new Look(Colours.SYSTEM, false, false, 100, "", Motion.SYSTEM),
          new Frame(0, 0, 1440, 900, false, false),
          new Panes(true, 0, "grid", 148),
          "");

  /** Whose colours the window has. */
  public enum Colours {
    /** As the system says. */
    SYSTEM,
    /** Dark on light. */
    LIGHT,
    /** Light on dark. */
    DARK
  }

  /** Whether popovers fade and drawers slide. */
  public enum Motion {
    /** As the system says. */
    SYSTEM,
    /** They do. */
    FULL,
    /** They appear at once. */
    REDUCED
  }

  /**
   * Colours, texts, motion.
   *
   * @param colours of the window
   * @param systemDark what the system said last, so that the next window need not change colours
   *     before one's eyes
   * @param systemStill the same of motion
   * @param textPercent size of all texts, 100 to 200
   * @param language a tag such as {@code en} or {@code zh}; empty for the system's
   * @param motion of popovers and drawers
   */
  public record Look(
      Colours colours,
      boolean systemDark,
      boolean systemStill,
      int textPercent,
      String language,
      Motion motion) {
    /** Smallest size of texts, percent. */
    public static final int SMALLEST_TEXT = 100;

    /** Largest size of texts, percent. */
    public static final int LARGEST_TEXT = 200;

    /** The same in other colours. */
    public Look in(Colours other) {
      return new Look(other, systemDark, systemStill, textPercent, language, motion);
    }

    /** The same with what the system says. */
    public Look underSystem(boolean dark, boolean still) {
      return new Look(colours, dark, still, textPercent, language, motion);
    }

    /** The same with texts of another size. */
    public Look sized(int percent) {
      return new Look(colours, systemDark, systemStill, percent, language, motion);
    }

    /** The same in another language. */
    public Look speaking(String tag) {
      return new Look(colours, systemDark, systemStill, textPercent, tag, motion);
    }

    /** The same with other motion. */
    public Look moving(Motion other) {
      return new Look(colours, systemDark, systemStill, textPercent, language, other);
    }

    /** Whether nothing moves. */
    public boolean still() {
      return motion == Motion.REDUCED || (motion == Motion.SYSTEM && systemStill);
    }

    /** Whether the window is dark. */
    public boolean dark() {
      return colours == Colours.DARK || (colours == Colours.SYSTEM && systemDark);
    }
  }

  /**
   * Where the window stands, in pixels of the screen; a maximised one is to return to this.
   *
   * @param placed whether x and y were ever known
   */
  public record Frame(
      double x, double y, double width, double height, boolean maximised, boolean placed) {}

  /**
   * How the window is divided.
   *
   * @param map whether the map is shown
   * @param mapWidth of the map where hits stand beside it, in pixels at normal text size; 0 as
   *     designed
   * @param view of the results, by its name
   * @param thumbnail side of the pictures in the grid, pixels
   */
  public record Panes(boolean map, double mapWidth, String view, int thumbnail) {
    /** The same with the map or without. */
    public Panes map(boolean shown) {
      return new Panes(shown, mapWidth, view, thumbnail);
    }

    /** The same with another width of the map. */
    public Panes divided(double width) {
      return new Panes(map, width, view, thumbnail);
    }

    /** The same with results shown in another way. */
    public Panes viewed(String name) {
      return new Panes(map, mapWidth, name, thumbnail);
    }

    /** The same with pictures of another size. */
    public Panes pictured(int side) {
      return new Panes(map, mapWidth, view, side);
    }
  }

  /** The same with another look. */
  public Settings with(Look other) {
    return new Settings(other, frame, panes, query);
  }

  /** The same at another place. */
  public Settings with(Frame other) {
    return new Settings(look, other, panes, query);
  }

  /** The same divided in another way. */
  public Settings with(Panes other) {
    return new Settings(look, frame, other, query);
  }

  /** The same after another search. */
  public Settings after(String words) {
    return new Settings(look, frame, panes, words);
  }
}
