package org.kamcl.explorer.ui.theme;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.text.Font;

/** The size of all texts, and with them of everything that is measured in em. */
public final class TextSize {
  /** 100 %. */
  public static final double NORMAL = 13;

  private static final double SMALLEST = 10;
  private static final double LARGEST = 26;

  /** The system's own face of each platform; one family is set, none is bundled. */
  private static final List<String> FAMILIES =
      List.of("Segoe UI", ".AppleSystemUIFont", "Noto Sans", "Ubuntu", "Cantarell", "DejaVu Sans");

  private final ReadOnlyDoubleWrapper pixels = new ReadOnlyDoubleWrapper(NORMAL);

  /** Pixels of body text. */
  public ReadOnlyDoubleProperty pixelsProperty() {
    return pixels.getReadOnlyProperty();
  }

  /** How much larger than normal. */
  public double factor() {
    return pixels.get() / NORMAL;
  }

  /** Makes all texts a step larger, or with a negative number smaller. */
  public void change(int steps) {
    pixels.set(Math.max(SMALLEST, Math.min(LARGEST, pixels.get() + steps)));
  }

  /** Back to 100 %. */
  public void reset() {
    pixels.set(NORMAL);
  }

  /** The style of the root that makes it so. */
  public String style() {
    return "-fx-font-family: \"" + family() + "\"; -fx-font-size: " + pixels.get() + "px;";
  }

  /** The first that is installed. Asked one by one, as listing all fonts takes long. */
  private static String family() {
    return FAMILIES.stream()
        .filter(name -> Font.font(name, NORMAL).getFamily().equals(name))
        .findFirst()
        .orElse("System");
  }
}
