package org.kamcl.explorer.ui.help;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.guide.Place;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.Icons;

/** The content of the help window: a header with its parts, and the part that is shown. */
final class HelpView extends BorderPane {
  private final HelpWindow.Context context;
  private final Messages messages;
  private final GuideViewModel guideModel;
  private final ChecksViewModel checksModel;
  private final ReportViewModel reportModel;
  private final Supplier<Optional<Path>> chooseFile;
  private final Map<HelpSection, ToggleButton> choices = new EnumMap<>(HelpSection.class);
  private final Map<HelpSection, Region> parts = new EnumMap<>(HelpSection.class);
  private final GuideView guide;
  private HelpSection section = HelpSection.GUIDE;

  HelpView(
      HelpWindow.Context context,
      Supplier<List<String>> screens,
      Supplier<Optional<Path>> chooseFile) {
    this.context = context;
    this.messages = context.messages();
    this.chooseFile = chooseFile;
    this.guideModel = new GuideViewModel(context.executor(), messages.locale());
    this.checksModel =
        new ChecksViewModel(
            () -> context.services().checks().apply(screens.get()), context.executor(), messages);
    this.reportModel =
        new ReportViewModel(context.services().report(), checksModel, context.executor(), messages);
    this.guide = new GuideView(guideModel, messages);
    parts.put(HelpSection.GUIDE, guide);
    getStyleClass().addAll("window", "help");
    setTop(header());
  }

  private HBox header() {
    SegmentedButton segments = new SegmentedButton();
    ToggleGroup group = new ToggleGroup();
    segments.setToggleGroup(group);
    for (HelpSection one : HelpSection.values()) {
      ToggleButton button = choice(one);
      button.setId("help-" + one.name().toLowerCase(Locale.ROOT));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setOnAction(event -> show(one));
      choices.put(one, button);
      segments.getButtons().add(button);
    }
    HBox header = new HBox(segments);
    header.getStyleClass().addAll("pane-header", "help-bar");
    return header;
  }

  private ToggleButton choice(HelpSection one) {
    return switch (one) {
      case GUIDE -> choice("fth-book-open", messages.text("help.guide"));
      case KEYS -> choice("fth-command", messages.text("help.keys"));
      case CHECKS -> choice("fth-activity", messages.text("help.checks"));
      case REPORT -> choice("fth-archive", messages.text("help.report"));
      case ABOUT -> choice("fth-info", messages.text("help.about"));
    };
  }

  private static ToggleButton choice(String icon, String text) {
    return new ToggleButton(text, Icons.of(icon));
  }

  /** Shows a part; checks and report begin to work then. */
  void show(HelpSection wanted) {
    section = wanted;
    button(wanted).setSelected(true);
    setCenter(parts.computeIfAbsent(wanted, this::create));
    if (wanted == HelpSection.CHECKS) {
      checksModel.start();
    } else if (wanted == HelpSection.REPORT) {
      // New lines of the log may be what is to be reported.
      reportModel.collect();
    }
  }

  private Region create(HelpSection wanted) {
    return switch (wanted) {
      case GUIDE -> guide;
      case KEYS -> new KeysView(context.keys().get());
      case CHECKS -> new ChecksView(checksModel, messages, () -> show(HelpSection.REPORT));
      case REPORT -> new ReportView(reportModel, messages, chooseFile);
      case ABOUT -> new AboutView(messages);
    };
  }

  void showGuide(Place place) {
    guideModel.show(place);
  }

  void setDark(boolean dark) {
    guide.setDark(dark);
  }

  /** Focuses the part that is shown, not its first text field, which would hide its prompt. */
  void focus() {
    button(section).requestFocus();
  }

  private ToggleButton button(HelpSection one) {
    return Objects.requireNonNull(choices.get(one));
  }

  void press(HelpKey key) {
    switch (key) {
      case BACK -> guideModel.back();
      case FORWARD -> guideModel.forward();
      case CONTENTS -> {
        show(HelpSection.GUIDE);
        guideModel.show(Place.HOME);
      }
      case SEARCH -> {
        show(HelpSection.GUIDE);
        guide.focusSearch();
      }
      case CLOSE -> {}
    }
  }

  boolean isSettled() {
    return guideModel.placeProperty().get() != null
        && !checksModel.runningProperty().get()
        && !reportModel.collectingProperty().get();
  }

  /** The node that is shown, for tests. */
  Node shown() {
    return getCenter();
  }
}
