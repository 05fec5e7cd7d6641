package org.kamcl.explorer.cli.archive;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.kamcl.engine.explain.CurveProtocol;
import org.kamcl.engine.explain.Faithfulness;
import org.kamcl.engine.explain.MeanInterval;
import org.kamcl.explorer.cli.common.CommandOutput;

/** Prints how faithful heat maps are. */
final class FaithfulnessPrinter {
  private FaithfulnessPrinter() {}

  /** As tables, one per protocol. */
  static void print(CommandOutput output, Faithfulness result) {
    for (CurveProtocol protocol : CurveProtocol.values()) {
      List<Faithfulness.Method> methods = result.methods().get(protocol);
      output.printLine("%s:", protocol.name().toLowerCase(Locale.ROOT));
      output.printLine("%-14s %25s %25s", "method", "deletion", "insertion");
      for (Faithfulness.Method m : methods) {
        line(output, "%-14s %7.4f [%.4f, %.4f] %7.4f [%.4f, %.4f]", m, false);
      }
      output.printLine("differences of the default method from the others:");
      for (Faithfulness.Method m : methods.subList(1, methods.size())) {
        line(output, "%-14s %+7.4f [%+.4f, %+.4f] %+7.4f [%+.4f, %+.4f]", m, true);
      }
    }
  }

  private static void line(
      CommandOutput output, String format, Faithfulness.Method method, boolean difference) {
    MeanInterval deletion = difference ? method.deletionDifference() : method.deletion();
    MeanInterval insertion = difference ? method.insertionDifference() : method.insertion();
    output.printLine(
        format,
        method.name(),
        deletion.mean(),
        deletion.low(),
        deletion.high(),
        insertion.mean(),
        insertion.low(),
        insertion.high());
  }

  /** As JSON. */
  static JsonObject json(Faithfulness result) {
    JsonObject json = new JsonObject();
    json.addProperty("images", result.images());
    json.addProperty("left", result.left());
    for (CurveProtocol protocol : CurveProtocol.values()) {
      JsonArray methods = new JsonArray();
      result.methods().get(protocol).forEach(method -> methods.add(json(method)));
      json.add(protocol.name().toLowerCase(Locale.ROOT), methods);
    }
    JsonArray skipped = new JsonArray();
    result.skipped().keySet().stream().map(Object::toString).sorted().forEach(skipped::add);
    json.add("skipped", skipped);
    return json;
  }

  private static JsonObject json(Faithfulness.Method method) {
    JsonObject one = new JsonObject();
    one.addProperty("method", method.name());
    one.add("deletion", interval(method.deletion()));
    one.add("deletionDifference", interval(method.deletionDifference()));
    one.add("insertion", interval(method.insertion()));
    one.add("insertionDifference", interval(method.insertionDifference()));
    return one;
  }

  /** A mean with its interval as JSON. */
  static JsonObject interval(MeanInterval interval) {
    JsonObject json = new JsonObject();
    json.addProperty("mean", interval.mean());
    json.addProperty("low", interval.low());
    json.addProperty("high", interval.high());
    return json;
  }
}
