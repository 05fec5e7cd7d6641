package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeoutException;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class PromptEllipsisTest {
  private static final String PROMPT = "Describe the images, for example: boats beside a pier";

  private final Font font = Font.font(26);

  @BeforeAll
  static void toolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  private double width(String string) {
    Text text = new Text(string);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }

  @Test
  void promptThatFitsIsUnchanged() {
    assertEquals(PROMPT, PromptEllipsis.fit(PROMPT, width(PROMPT), font));
  }

  @Test
  void longPromptEndsWithAnEllipsisAndFits() {
    double available = width(PROMPT) / 2;
    String shown = PromptEllipsis.fit(PROMPT, available, font);
    assertTrue(shown.endsWith("…"));
    assertTrue(PROMPT.startsWith(shown.substring(0, shown.length() - 1)));
    assertTrue(width(shown) <= available);
    assertTrue(shown.length() > PROMPT.length() / 3);
  }
}
