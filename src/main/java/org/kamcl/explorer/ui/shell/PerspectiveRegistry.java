package org.kamcl.explorer.ui.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The perspectives of a window, in the order of the rail. */
public final class PerspectiveRegistry {
  private final Function<PerspectiveContext, List<Perspective>> factory;

  /**
   * @param factories constructors of the perspectives, at least one; the first one is shown at the
   *     first start
   */
  public PerspectiveRegistry(List<Function<PerspectiveContext, Perspective>> factories) {
    if (factories.isEmpty()) {
      throw new IllegalArgumentException("A window needs a perspective");
    }
    List<Function<PerspectiveContext, Perspective>> all = List.copyOf(factories);
    this.factory = context -> all.stream().map(one -> one.apply(context)).toList();
  }

  /**
   * @param factory creates the perspectives, at least one, of which some may share parts; the first
   *     one is shown at the first start
   */
  public PerspectiveRegistry(Function<PerspectiveContext, List<Perspective>> factory) {
    this.factory = factory;
  }

  /**
   * Creates the perspectives of a window.
   *
   * @throws IllegalArgumentException if two of them have the same id
   */
  List<Perspective> create(PerspectiveContext context) {
    List<Perspective> perspectives = factory.apply(context);
    Set<String> ids = new HashSet<>();
    for (Perspective perspective : perspectives) {
      if (!ids.add(perspective.id())) {
        throw new IllegalArgumentException("Two perspectives are called " + perspective.id());
      }
    }
    return perspectives;
  }
}
