package org.kamcl.explorer.ui.tour;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The tour: which step is shown. */
public final class TourViewModel {
  private final ReadOnlyObjectWrapper<@Nullable Step> step = new ReadOnlyObjectWrapper<>();
  private final Actions actions;

  /** A step of the tour. */
  public enum Step {
    /** Type a query. */
    QUERY(1, "tour.query.title", "tour.query.text", "#query-bar"),
    /** Read why a hit was found. */
    REASONS(
        2,
        "tour.reasons.title",
        "tour.reasons.text",
        "#details",
        "#hits",
        "#hit-table",
        "#captions"),
    /** Open an own folder. */
    FOLDER(3, "tour.folder.title", "tour.folder.text", "#own-folder", "#add-folder");

    private final int number;
    private final String titleKey;
    private final String textKey;
    private final String targets;

    Step(int number, String titleKey, String textKey, String... targets) {
      this.number = number;
      this.titleKey = titleKey;
      this.textKey = textKey;
      this.targets = String.join(" ", targets);
    }

    String titleKey() {
      return titleKey;
    }

    String textKey() {
      return textKey;
    }

    /** Selectors of what it is about; the first that is visible is highlighted. */
    List<String> targets() {
      return List.of(targets.split(" "));
    }

    /** Number of the step, from 1. */
    int number() {
      return number;
    }
  }

  /**
   * What the tour does in the window.
   *
   * @param showSearch shows where queries are typed
   * @param searchExample runs an example query if none was run yet
   * @param chooseFolder asks for a folder and indexes it
   * @param ended is called when the tour ends, completed or not
   */
  public record Actions(
      Runnable showSearch, Runnable searchExample, Runnable chooseFolder, Runnable ended) {}

  /** A tour that is not shown yet. */
  public TourViewModel(Actions actions) {
    this.actions = actions;
  }

  /** The step that is shown; null if the tour is not shown. */
  public ReadOnlyObjectProperty<@Nullable Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** Begins with the first step. */
  public void start() {
    actions.showSearch().run();
    step.set(Step.QUERY);
  }

  /** Shows the next step, or ends the tour after the last. */
  public void next() {
    Step now = step.get();
    if (now == Step.QUERY) {
      actions.searchExample().run();
    }
    if (now != null) {
      neighbor(now, 1).ifPresentOrElse(step::set, this::end);
    }
  }

  /** Shows the previous step. */
  public void back() {
    Step now = step.get();
    if (now != null) {
      neighbor(now, -1).ifPresent(step::set);
    }
  }

  private static Optional<Step> neighbor(Step of, int by) {
    return Arrays.stream(Step.values())
        .filter(step -> step.number() == of.number() + by)
        .findFirst();
  }

  /** Ends the tour, and asks for a folder. */
  public void chooseFolder() {
    end();
    actions.chooseFolder().run();
  }

  /** The user ran a query: the first step is done. */
  public void answered() {
    if (step.get() == Step.QUERY) {
      step.set(Step.REASONS);
    }
  }

  /**
   * Ends the tour.
   *
   * @return whether it was shown
   */
  public boolean end() {
    boolean shown = step.get() != null;
    if (shown) {
      step.set(null);
      actions.ended().run();
    }
    return shown;
  }
}
