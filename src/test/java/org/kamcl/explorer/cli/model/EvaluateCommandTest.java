package org.kamcl.explorer.cli.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.explorer.cli.CommandRunner;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.support.CommandResult;
import org.kamcl.support.TestModels;
import org.kamcl.support.TinyCorpora;

/** Evaluates a small model on small corpora in the layouts of published ones. */
class EvaluateCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void createCorporaAndModel() {
    TestModels.defaultModel(folder.resolve("workspace/models/one"));
    TinyCorpora.ucm(folder.resolve("ucm"), 8);
    TinyCorpora.nwpu(folder.resolve("nwpu"), 8);
    TinyCorpora.rsitmd(folder.resolve("rsitmd"), 8);
  }

  private static CommandResult evaluate(String corpus, String... more) {
    List<String> all = new ArrayList<>(List.of("evaluate", folder.resolve(corpus).toString()));
    all.addAll(List.of(more));
    return run("workspace", all);
  }

  private static CommandResult run(String workspace, List<String> command) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--workspace", folder.resolve(workspace).toString()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  @Test
  void everyLayoutHasItsCategories() {
    for (String corpus : List.of("ucm", "nwpu", "rsitmd")) {
      CommandResult result = evaluate(corpus, "--by-category", "--confusion", "--json");
      assertEquals(0, result.code(), result.err());
      JsonObject json = result.json();
      assertEquals(corpus.equals("nwpu") ? "LISTED" : "FILE_NAME", string(json, "categorySource"));
      List<String> names = new ArrayList<>();
      int captions = 0;
      for (JsonElement row : json.getAsJsonArray("byCategory")) {
        names.add(string(row.getAsJsonObject(), "category"));
        captions += row.getAsJsonObject().get("captions").getAsInt();
        JsonObject interval = row.getAsJsonObject().getAsJsonObject("textToImageR10Interval");
        // All six images are among the first ten.
        assertEquals(100, interval.get("low").getAsDouble());
      }
      assertEquals(TinyCorpora.CATEGORIES, names.stream().sorted().toList());
      assertEquals(json.get("captions").getAsInt(), captions);
      int confused = 0;
      for (JsonElement row :
          json.getAsJsonObject("confusion").getAsJsonArray("captions").getAsJsonArray()) {
        for (JsonElement count : row.getAsJsonArray()) {
          confused += count.getAsInt();
        }
      }
      assertEquals(captions, confused);
    }
  }

  private static String string(JsonObject json, String key) {
    return json.get(key).getAsString();
  }

  @Test
  void failuresAndRerankingAreInTextAndJson() {
    String[] options = {"--failures", "3", "--rerank", "--split", "train"};
    CommandResult text = evaluate("ucm", options);
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("Re-ranked by reciprocal neighbors"), text.out());
    assertTrue(text.out().contains("Effect of re-ranking: "), text.out());
    assertTrue(text.out().contains("Worst failures, text to image:"), text.out());
    assertTrue(text.out().contains("ranked first "), text.out());
    JsonObject json =
        evaluate("ucm", "--failures=3", "--rerank", "--split", "train", "--json").json();
    assertEquals(3, json.getAsJsonArray("failures").size());
    JsonObject worst = json.getAsJsonArray("failures").get(0).getAsJsonObject();
    assertTrue(text.out().contains("rank " + worst.get("rank") + ": " + string(worst, "caption")));
    JsonObject reranked = json.getAsJsonObject("reranked");
    assertEquals(
        reranked.get("meanRecall").getAsDouble() - json.get("meanRecall").getAsDouble(),
        reranked.get("difference").getAsDouble(),
        1e-9);
  }

  @Test
  void reportIsWrittenAndRefusedElsewhere() throws IOException {
    Path page = folder.resolve("page.html");
    CommandResult result = evaluate("nwpu", "--report", page.toString(), "--against", "one");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("Report written to"), result.err());
    String html = Files.readString(page);
    assertTrue(html.contains("By category") && html.contains("the list of the corpus"));
    assertEquals(2, evaluate("nwpu", "--report", "page.pdf").code());
    assertEquals(2, evaluate("nwpu", "--failures", "0").code());
    CommandResult folderOfReport =
        evaluate("nwpu", "--report", folder.resolve("absent/page.html").toString());
    assertEquals(1, folderOfReport.code());
    assertTrue(folderOfReport.err().contains("page.html"), folderOfReport.err());
  }

  @Test
  void workspaceThatCannotKeepTheResultCostsOnlyAWarning() throws IOException {
    Path workspace = folder.resolve("other");
    TestModels.defaultModel(workspace.resolve("models/one"));
    Files.writeString(workspace.resolve("evaluations"), "a file where the folder should be");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandRunner.run(
            new CommandOutput(new PrintWriter(out), new PrintWriter(err), false),
            "evaluate",
            folder.resolve("ucm").toString(),
            "--workspace",
            workspace.toString());
    assertEquals(0, code, err.toString());
    assertTrue(out.toString().contains("mean recall mR"));
    assertTrue(err.toString().contains("warning: The evaluation is not kept"), err.toString());
  }

  @Test
  void storedEvaluationsAreListedShownAndDeleted() throws IOException {
    TestModels.defaultModel(folder.resolve("kept/models/one"));
    String corpus = folder.resolve("ucm").toString();
    CommandResult none = run("kept", List.of("evaluations", "list"));
    assertTrue(none.out().startsWith("No evaluations."), none.out());
    CommandResult made = run("kept", List.of("evaluate", corpus, "--rerank", "--json"));
    assertEquals(0, made.code(), made.err());
    run("kept", List.of("evaluate", corpus, "--split", "val"));

    JsonObject list = run("kept", List.of("evaluations", "list", "--json")).json();
    assertEquals(2, list.getAsJsonArray("evaluations").size());
    JsonObject newest = list.getAsJsonArray("evaluations").get(0).getAsJsonObject();
    JsonObject test = list.getAsJsonArray("evaluations").get(1).getAsJsonObject();
    assertEquals("val", string(newest, "split"));
    assertEquals("test", string(test, "split"));
    assertEquals(made.json().get("meanRecall"), test.get("meanRecall"));
    for (String end : List.of("low", "high")) {
      assertEquals(
          made.json().getAsJsonObject("meanRecallInterval").get(end).getAsDouble(),
          test.getAsJsonObject("meanRecallInterval").get(end).getAsDouble(),
          1e-9);
    }
    String id = string(test, "id");
    CommandResult text = run("kept", List.of("evaluations", "list"));
    assertTrue(
        text.out().contains(id) && text.out().contains("ucm, split test (6 images)"), text.out());

    JsonObject shown = run("kept", List.of("evaluations", "show", id, "--json")).json();
    assertEquals(made.json(), shown, "as it was evaluated");
    Path page = folder.resolve("stored.html");
    CommandResult whole =
        run("kept", List.of("evaluations", "show", id, "--failures", "--report", page.toString()));
    assertTrue(whole.out().contains("Effect of re-ranking: "), whole.out());
    assertTrue(Files.readString(page).contains("ucm, split test"));

    assertEquals(0, run("kept", List.of("evaluations", "delete", id)).code());
    CommandResult again = run("kept", List.of("evaluations", "delete", id));
    assertEquals(1, again.code());
    assertTrue(again.err().contains("There is no evaluation \"" + id + "\""), again.err());
    Path damaged = folder.resolve("kept/evaluations/" + string(newest, "id") + ".evaluation");
    Files.writeString(damaged, "damaged");
    CommandResult listed = run("kept", List.of("evaluations", "list"));
    assertTrue(listed.out().contains(string(newest, "id") + " "), listed.out());
    assertTrue(listed.err().contains("is damaged"), listed.err());
    assertEquals(0, run("kept", List.of("evaluations", "delete", string(newest, "id"))).code());
    assertTrue(run("kept", List.of("evaluations", "list")).out().startsWith("No evaluations."));
  }
}
