package org.kamcl.explorer.ui.crs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kamcl.engine.image.ImageBytes;
import org.kamcl.explorer.context.Workspace;
import org.kamcl.support.TestModels;

/** Photos with coordinates in UTM zone 32N but without a CRS, and a workspace with a model. */
final class MissingCrsFixtures {
  private MissingCrsFixtures() {}

  /** A workspace with a small model. */
  static Workspace workspace(Path folder) {
    TestModels.defaultModel(folder.resolve("models/small"));
    return new Workspace(folder, Optional.empty());
  }

  /** Three photos near 9 degrees east, and one without coordinates. */
  static Path photos(Path folder) throws IOException {
    Path images = Files.createDirectories(folder);
    for (int i = 0; i < 3; i++) {
      Files.write(
          images.resolve("photo_" + i + ".png"), ImageBytes.png(TestModels.image(i, 60 + i, 50)));
      Files.writeString(
          images.resolve("photo_" + i + ".pgw"),
          "6\n0\n0\n-6\n" + (500_003 + 400 * i) + "\n5299997");
    }
    Files.write(images.resolve("bare.png"), ImageBytes.png(TestModels.image(7, 80, 50)));
    return images;
  }
}
