package org.kamcl.explorer.settings;

/**
 * What the window remembers.
 *
 * @param appearance colours, texts, motion
 * @param bounds where the window stands
 * @param layout how it is divided
 * @param query what was searched for last; empty for nothing
 */
public record Settings(Appearance appearance, WindowBounds bounds, Layout layout, String query) {
  /** Of a first start. */
  public static final Settings DEFAULTS =
      new Settings(
          new Appearance(ThemeChoice.SYSTEM, false, false, 100, "", Motion.SYSTEM),
          new WindowBounds(0, 0, 1440, 900, false, false),
          new Layout(true, 0, "grid", 148),
          "");

  /** Whose colours the window has. */
  public enum ThemeChoice {
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
   * @param theme of the window
   * @param systemDark what the system said last, so that the next window need not change colours
   *     before one's eyes
   * @param systemReducesMotion the same of motion
   * @param textPercent size of all texts, 100 to 200
   * @param language a tag such as {@code en} or {@code zh}; empty for the system's
   * @param motion of popovers and drawers
   */
  public record Appearance(
      ThemeChoice theme,
      boolean systemDark,
      boolean systemReducesMotion,
      int textPercent,
      String language,
      Motion motion) {
    /** Smallest size of texts, percent. */
    public static final int MIN_TEXT_PERCENT = 100;

    /** Largest size of texts, percent. */
    public static final int MAX_TEXT_PERCENT = 200;

    /** The same in other colours. */
    public Appearance withTheme(ThemeChoice other) {
      return new Appearance(other, systemDark, systemReducesMotion, textPercent, language, motion);
    }

    /** The same with what the system says. */
    public Appearance withSystemPreferences(boolean dark, boolean still) {
      return new Appearance(theme, dark, still, textPercent, language, motion);
    }

    /** The same with texts of another size. */
    public Appearance withTextPercent(int percent) {
      return new Appearance(theme, systemDark, systemReducesMotion, percent, language, motion);
    }

    /** The same in another language. */
    public Appearance withLanguage(String tag) {
      return new Appearance(theme, systemDark, systemReducesMotion, textPercent, tag, motion);
    }

    /** The same with other motion. */
    public Appearance withMotion(Motion other) {
      return new Appearance(theme, systemDark, systemReducesMotion, textPercent, language, other);
    }

    /** Whether nothing moves. */
    public boolean reducesMotion() {
      return motion == Motion.REDUCED || (motion == Motion.SYSTEM && systemReducesMotion);
    }

    /** Whether the window is dark. */
    public boolean isDark() {
      return theme == ThemeChoice.DARK || (theme == ThemeChoice.SYSTEM && systemDark);
    }
  }

  /**
   * Where the window stands, in pixels of the screen; a maximised one is to return to this.
   *
   * @param positionKnown whether x and y were ever known
   */
  public record WindowBounds(
      double x, double y, double width, double height, boolean maximized, boolean positionKnown) {}

  /**
   * How the window is divided.
   *
   * @param map whether the map is shown
   * @param mapWidth of the map where hits stand beside it, in pixels at normal text size; 0 as
   *     designed
   * @param view of the results, by its name
   * @param thumbnailSize side of the pictures in the grid, pixels
   */
  public record Layout(boolean map, double mapWidth, String view, int thumbnailSize) {
    /** The same with the map or without. */
    public Layout map(boolean shown) {
      return new Layout(shown, mapWidth, view, thumbnailSize);
    }

    /** The same with another width of the map. */
    public Layout withMapWidth(double width) {
      return new Layout(map, width, view, thumbnailSize);
    }

    /** The same with results shown in another way. */
    public Layout withView(String name) {
      return new Layout(map, mapWidth, name, thumbnailSize);
    }

    /** The same with pictures of another size. */
    public Layout withThumbnailSize(int side) {
      return new Layout(map, mapWidth, view, side);
    }
  }

  /** The same with another look. */
  public Settings with(Appearance other) {
    return new Settings(other, bounds, layout, query);
  }

  /** The same at another place. */
  public Settings with(WindowBounds other) {
    return new Settings(appearance, other, layout, query);
  }

  /** The same divided in another way. */
  public Settings with(Layout other) {
    return new Settings(appearance, bounds, other, query);
  }

  /** The same after another search. */
  public Settings withQuery(String words) {
    return new Settings(appearance, bounds, layout, words);
  }
}
