package org.kamcl.explorer.ui.shell;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kamcl.explorer.settings.Settings;

/**
 * A state of a perspective to take a screenshot of.
 *
 * @param name name of the file without theme and extension
 * @param settings changes the settings of the window
 * @param query the query to run, given the example query; empty for none
 */
public record Scenario(
    String name, UnaryOperator<Settings> settings, UnaryOperator<Optional<String>> query) {
  /** The example query with other settings. */
  public static Scenario withQuery(String name, UnaryOperator<Settings> settings) {
    return new Scenario(name, settings, example -> example);
  }

  /** A query of its own. */
  public static Scenario withQuery(String name, String query) {
    return new Scenario(name, UnaryOperator.identity(), example -> Optional.of(query));
  }

  /** No query. */
  public static Scenario withoutQuery(String name) {
    return new Scenario(name, UnaryOperator.identity(), example -> Optional.empty());
  }
}
