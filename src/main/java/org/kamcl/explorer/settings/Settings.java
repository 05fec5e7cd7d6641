package org.kamcl.explorer.settings;

import java.util.List;

/**
 * The user interface state that is kept between two starts of the window.
 *
 * @param appearance theme, text size, language and motion
 * @param bounds position and size of the window
 * @param layout how the window is divided
 * @param overlays what is drawn over images
 * @param query the last query as text; empty if there is none
 * @param perspective identifier of the perspective shown last; empty for the first one
 * @param training what the Train perspective shows
 * @param guidance what a new user was shown
 */
public record Settings(
    Appearance appearance,
    WindowBounds bounds,
    Layout layout,
    Overlays overlays,
    String query,
    String perspective,
    Training training,
    Guidance guidance) {
  /** The settings of a first start. */
  public static final Settings DEFAULTS =
      new Settings(
          new Appearance(ThemeChoice.SYSTEM, false, false, 100, "", Motion.SYSTEM),
          new WindowBounds(0, 0, 1440, 900, false, false),
          new Layout(true, 0, "grid", 148),
          new Overlays(true, 0.6, ImageOverlay.NONE, 0.6, 0.7),
          "",
          "",
          Training.DEFAULTS,
          Guidance.NONE);

  /** Settings with the overlays and the Train perspective of a first start. */
  public Settings(
      Appearance appearance, WindowBounds bounds, Layout layout, String query, String perspective) {
    this(
        appearance,
        bounds,
        layout,
        DEFAULTS.overlays,
        query,
        perspective,
        Training.DEFAULTS,
        Guidance.NONE);
  }

  /** The theme that the user chose. */
  public enum ThemeChoice {
    /** Follows the operating system. */
    SYSTEM,

    /** Dark text on a light background. */
    LIGHT,

    /** Light text on a dark background. */
    DARK
  }

  /** Whether popovers fade and drawers slide. */
  public enum Motion {
    /** Follows the operating system. */
    SYSTEM,

    /** Animations are on. */
    FULL,

    /** Animations are off. */
    REDUCED
  }

  /**
   * Theme, text size, language and motion.
   *
   * @param theme the chosen theme
   * @param systemDark whether the operating system used a dark theme when it was last queried; the
   *     next window starts with it, so that its colors do not change after it is shown
   * @param systemReducesMotion whether the operating system asked for reduced motion then
   * @param textPercent size of all texts, {@value #MIN_TEXT_PERCENT} to {@value #MAX_TEXT_PERCENT}
   * @param language a language tag such as {@code en} or {@code zh}; empty for the system's
   *     language
   * @param motion the chosen motion
   */
  public record Appearance(
      ThemeChoice theme,
      boolean systemDark,
      boolean systemReducesMotion,
      int textPercent,
      String language,
      Motion motion) {
    /** The smallest text size, percent. */
    public static final int MIN_TEXT_PERCENT = 100;

    /** The largest text size, percent. */
    public static final int MAX_TEXT_PERCENT = 200;

    /** A copy with another theme. */
    public Appearance withTheme(ThemeChoice other) {
      return new Appearance(other, systemDark, systemReducesMotion, textPercent, language, motion);
    }

    /** A copy with the current preferences of the operating system. */
    public Appearance withSystemPreferences(boolean dark, boolean reducedMotion) {
      return new Appearance(theme, dark, reducedMotion, textPercent, language, motion);
    }

    /** A copy with another text size, percent. */
    public Appearance withTextPercent(int percent) {
      return new Appearance(theme, systemDark, systemReducesMotion, percent, language, motion);
    }

    /** A copy with another language tag; empty for the system's language. */
    public Appearance withLanguage(String tag) {
      return new Appearance(theme, systemDark, systemReducesMotion, textPercent, tag, motion);
    }

    /** A copy with other motion. */
    public Appearance withMotion(Motion other) {
      return new Appearance(theme, systemDark, systemReducesMotion, textPercent, language, other);
    }

    /** Whether animations are off. */
    public boolean reducesMotion() {
      return motion == Motion.REDUCED || (motion == Motion.SYSTEM && systemReducesMotion);
    }

    /** Whether the window is dark. */
    public boolean isDark() {
      return theme == ThemeChoice.DARK || (theme == ThemeChoice.SYSTEM && systemDark);
    }
  }

  /**
   * Position and size of the window in screen pixels. For a maximized window, these are the bounds
   * it returns to.
   *
   * @param positionKnown whether {@code x} and {@code y} were ever recorded
   */
  public record WindowBounds(
      double x, double y, double width, double height, boolean maximized, boolean positionKnown) {}

  /** What is drawn over the inspected image. */
  public enum ImageOverlay {
    /** Nothing. */
    NONE,

    /** The heat map of the image. */
    SEEN,

    /** The score map of its scene. */
    SCORES
  }

  /**
   * What is drawn over images.
   *
   * @param seenInDetails whether the details of a hit show its heat map
   * @param detailsOpacity opacity of that heat map, 0..1
   * @param inspected what is drawn over the inspected image
   * @param seenOpacity opacity of its heat map, 0..1
   * @param scoresOpacity opacity of the score map of its scene, 0..1
   */
  public record Overlays(
      boolean seenInDetails,
      double detailsOpacity,
      ImageOverlay inspected,
      double seenOpacity,
      double scoresOpacity) {
    /** A copy with other details. */
    public Overlays withDetails(boolean seen, double opacity) {
      return new Overlays(seen, opacity, inspected, seenOpacity, scoresOpacity);
    }

    /** A copy with other layers over the inspected image. */
    public Overlays withInspected(ImageOverlay other, double seen, double scores) {
      return new Overlays(seenInDetails, detailsOpacity, other, seen, scores);
    }
  }

  /**
   * How the window is divided.
   *
   * @param mapVisible whether the map is shown
   * @param mapWidth width of the map beside the hits, pixels at normal text size; 0 for the default
   * @param view name of the results view
   * @param thumbnailSize side of the thumbnails in the grid, pixels
   */
  public record Layout(boolean mapVisible, double mapWidth, String view, int thumbnailSize) {
    /** A copy with the map shown or hidden. */
    public Layout withMap(boolean visible) {
      return new Layout(visible, mapWidth, view, thumbnailSize);
    }

    /** A copy with another width of the map. */
    public Layout withMapWidth(double width) {
      return new Layout(mapVisible, width, view, thumbnailSize);
    }

    /** A copy with another results view. */
    public Layout withView(String name) {
      return new Layout(mapVisible, mapWidth, name, thumbnailSize);
    }

    /** A copy with another thumbnail size, pixels. */
    public Layout withThumbnailSize(int side) {
      return new Layout(mapVisible, mapWidth, view, side);
    }
  }

  /**
   * What the Train perspective shows.
   *
   * @param run name of the selected run; empty for the newest
   * @param overlays names of the runs whose curves are shown
   * @param axis what the curves are drawn over: {@code step}, {@code epoch} or {@code time}
   * @param logarithmic whether the vertical axes are logarithmic
   * @param smoothing weight of the past in the smoothed curves, 0 to {@value #MOST_SMOOTHING}
   */
  public record Training(
      String run, List<String> overlays, String axis, boolean logarithmic, double smoothing) {
    /** The strongest smoothing. */
    public static final double MOST_SMOOTHING = 0.999;

    static final Training DEFAULTS = new Training("", List.of(), "epoch", false, 0.6);

    /** Copies the names. */
    public Training {
      overlays = List.copyOf(overlays);
    }
  }

  /**
   * What a new user was shown.
   *
   * @param tourShown whether the tour was shown
   * @param folderOffered whether the offer to open an own folder was dismissed
   */
  public record Guidance(boolean tourShown, boolean folderOffered) {
    static final Guidance NONE = new Guidance(false, false);

    /** A copy after the tour was shown, or before. */
    public Guidance withTourShown(boolean shown) {
      return new Guidance(shown, folderOffered);
    }

    /** A copy after the offer to open a folder was dismissed, or before. */
    public Guidance withFolderOffered(boolean dismissed) {
      return new Guidance(tourShown, dismissed);
    }
  }

  /** A copy with another appearance. */
  public Settings with(Appearance other) {
    return new Settings(other, bounds, layout, overlays, query, perspective, training, guidance);
  }

  /** A copy with other window bounds. */
  public Settings with(WindowBounds other) {
    return new Settings(
        appearance, other, layout, overlays, query, perspective, training, guidance);
  }

  /** A copy with another layout. */
  public Settings with(Layout other) {
    return new Settings(
        appearance, bounds, other, overlays, query, perspective, training, guidance);
  }

  /** A copy with other overlays. */
  public Settings with(Overlays other) {
    return new Settings(appearance, bounds, layout, other, query, perspective, training, guidance);
  }

  /** A copy with another last query. */
  public Settings withQuery(String text) {
    return new Settings(
        appearance, bounds, layout, overlays, text, perspective, training, guidance);
  }

  /** A copy with another perspective. */
  public Settings withPerspective(String id) {
    return new Settings(appearance, bounds, layout, overlays, query, id, training, guidance);
  }

  /** A copy with another content of the Train perspective. */
  public Settings with(Training other) {
    return new Settings(appearance, bounds, layout, overlays, query, perspective, other, guidance);
  }

  /** A copy with other guidance. */
  public Settings with(Guidance other) {
    return new Settings(appearance, bounds, layout, overlays, query, perspective, training, other);
  }
}
