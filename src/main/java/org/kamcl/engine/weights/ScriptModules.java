package org.kamcl.engine.weights;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.kamcl.engine.weights.Pickle.ScriptModule;
import org.kamcl.engine.weights.Pickle.Tensor;

/** The tensors of a TorchScript archive's modules, under the names of a state dict. */
final class ScriptModules {
  /** Deeper modules are not visited; the deepest of known models has seven levels. */
  private static final int MAX_DEPTH = 64;

  private ScriptModules() {}

  private record Open(String prefix, ScriptModule module, int depth) {}

  static Map<String, Tensor> tensors(ScriptModule top) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open("", top, 0));
    while (!open.isEmpty()) {
      Open next = open.pop();
      if (!seen.add(next.module())) {
        continue;
      }
      next.module()
          .attributes()
          .forEach(
              (key, value) -> {
                String name = next.prefix() + key;
                if (value instanceof Tensor tensor) {
                  tensors.putIfAbsent(name, tensor);
                } else if (value instanceof ScriptModule inner && next.depth() < MAX_DEPTH) {
                  open.push(new Open(name + ".", inner, next.depth() + 1));
                }
              });
    }
    return tensors;
  }
}
