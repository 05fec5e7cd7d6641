package org.kamcl.explorer.ui.help;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kamcl.explorer.about.ProgramInfo;
import org.kamcl.explorer.ui.text.Messages;
import org.kamcl.explorer.ui.theme.WindowIcon;

/** What the program is: version, license, credits, and the libraries with their licenses. */
final class AboutView extends BorderPane {
  private static final double LOGO = 48;
  private static final double NAME_PERCENT = 46;
  private static final double VERSION_PERCENT = 18;

  private final Messages messages;

  AboutView(Messages messages) {
    this.messages = messages;
    setId("about");
    getStyleClass().add("help-page");
    ToggleGroup group = new ToggleGroup();
    SegmentedButton choices = new SegmentedButton();
    choices.setToggleGroup(group);
    HBox bar = new HBox(choices);
    bar.getStyleClass().add("about-bar");
    ToggleButton libraries =
        choice(choices, group, messages.text("help.about.libraries"), this::libraries);
    choice(choices, group, messages.text("help.about.notice"), () -> text(ProgramInfo.notice()));
    choice(choices, group, messages.text("help.about.license"), () -> text(ProgramInfo.license()));
    setTop(new VBox(header(), bar));
    libraries.fire();
  }

  private ToggleButton choice(
      SegmentedButton choices, ToggleGroup group, String name, Supplier<Node> content) {
    ToggleButton button = new ToggleButton(name);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setToggleGroup(group);
    button.setOnAction(
        event -> {
          // A click on the selected choice must not deselect it.
          button.setSelected(true);
          setCenter(content.get());
        });
    choices.getButtons().add(button);
    return button;
  }

  private HBox header() {
    ImageView logo = new ImageView(WindowIcon.images().get(WindowIcon.images().size() - 1));
    logo.setFitWidth(LOGO);
    logo.setFitHeight(LOGO);
    logo.setSmooth(true);
    Label name =
        new Label(messages.text("help.about.version", ProgramInfo.NAME, ProgramInfo.version()));
    name.setId("about-version");
    name.getStyleClass().add("help-title");
    Label what = new Label(messages.text("help.about.text"));
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    what.getStyleClass().add("muted");
    VBox text = new VBox(name, what);
    text.getStyleClass().add("check-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox header = new HBox(logo, text);
    header.getStyleClass().addAll("help-head", "about-head");
    header.setAlignment(Pos.TOP_LEFT);
    return header;
  }

  private Node libraries() {
    GridPane grid = new GridPane();
    grid.setId("about-libraries");
    grid.getStyleClass().add("about-libraries");
    ColumnConstraints name = new ColumnConstraints();
    name.setPercentWidth(NAME_PERCENT);
    ColumnConstraints version = new ColumnConstraints();
    version.setPercentWidth(VERSION_PERCENT);
    ColumnConstraints license = new ColumnConstraints();
    license.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(name, version, license);
    grid.addRow(
        0,
        cell(messages.text("help.about.name"), "bold"),
        cell(messages.text("help.about.number"), "bold"),
        cell(messages.text("help.about.terms"), "bold"));
    List<ProgramInfo.Library> all = ProgramInfo.libraries();
    int row = 1;
    for (ProgramInfo.Library library : all) {
      grid.addRow(
          row++,
          cell(library.name(), "plain"),
          cell(library.version(), "muted"),
          cell(String.join(", ", library.licenses()), "plain"));
    }
    if (all.isEmpty()) {
      grid.add(cell(messages.text("help.about.none"), "muted"), 0, row, 3, 1);
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("guide-scroll");
    return scroll;
  }

  private static Label cell(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  private static Node text(String content) {
    TextArea area = new TextArea(content);
    area.setEditable(false);
    area.getStyleClass().add("report-preview");
    VBox box = new VBox(area);
    box.getStyleClass().add("about-text");
    VBox.setVgrow(area, Priority.ALWAYS);
    return box;
  }
}
