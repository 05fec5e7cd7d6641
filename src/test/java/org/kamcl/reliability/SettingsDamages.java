package org.kamcl.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kamcl.explorer.domain.ImportRequest;
import org.kamcl.explorer.settings.IndexingJournal;
import org.kamcl.explorer.settings.Settings;
import org.kamcl.explorer.settings.SettingsStore;

/** Damages to the settings and the journal of imports, which the window reads. */
final class SettingsDamages {
  private final SoakInputs inputs;

  SettingsDamages(SoakInputs inputs) {
    this.inputs = inputs;
  }

  private Path base() throws Exception {
    Path base = inputs.folder().resolve("damages").resolve("settings");
    if (!Files.exists(base)) {
      Files.createDirectories(base);
      new SettingsStore(base)
          .save(
              Settings.DEFAULTS.with(
                  Settings.DEFAULTS.appearance().withTheme(Settings.ThemeChoice.DARK)));
      IndexingJournal.in(base).begin(new ImportRequest(List.of(inputs.images()), Optional.empty()));
      // As of a process that was killed.
      Path journal = base.resolve(IndexingJournal.FILE_NAME);
      Files.writeString(
          journal, Files.readString(journal).replaceAll("\"process\": \\d+", "\"process\": 1"));
    }
    return base;
  }

  List<DamageCase> cases() throws Exception {
    DamageBase base = new DamageBase(base());
    List<DamageCase> cases = new ArrayList<>();
    for (FileDamage damage : FileDamage.values()) {
      for (String name : List.of(SettingsStore.FILE_NAME, IndexingJournal.FILE_NAME)) {
        if (damage != FileDamage.SWAPPED && damage != FileDamage.REMOVED) {
          cases.add(
              new DamageCase(
                  name,
                  damage.name().toLowerCase(java.util.Locale.ROOT),
                  false,
                  base,
                  (workspace, random) ->
                      damage.apply(workspace.resolve(name), random, Optional.empty()),
                  List.of(List.of(CommandAnswer.SETTINGS))));
        }
      }
    }
    return cases;
  }
}
