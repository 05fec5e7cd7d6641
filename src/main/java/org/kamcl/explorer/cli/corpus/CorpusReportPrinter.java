package org.kamcl.explorer.cli.corpus;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kamcl.engine.corpus.CorpusImage;
import org.kamcl.engine.corpus.Exclusion;
import org.kamcl.engine.corpus.check.CopyGroup;
import org.kamcl.engine.corpus.check.CorpusReport;
import org.kamcl.engine.corpus.check.CorpusReport.Shape;
import org.kamcl.engine.corpus.check.CorpusReport.SplitSize;
import org.kamcl.engine.corpus.check.CorpusReport.Unreadable;
import org.kamcl.engine.corpus.check.SuspiciousCaption;
import org.kamcl.engine.corpus.check.SuspiciousCaption.Reason;
import org.kamcl.error.ErrorText;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.TrainingCorpora.ConceptCount;
import org.kamcl.explorer.api.TrainingCorpora.WordReport;
import org.kamcl.explorer.cli.common.CommandOutput;
import org.kamcl.explorer.cli.common.ProblemJson;

/** Prints the report of a check, with some examples of each finding, or all of it as JSON. */
final class CorpusReportPrinter {
  private static final int SHOWN = 5;
  private static final int SHOWN_WORDS = 12;

  private final CommandOutput commandOutput;
  private final CorpusReport report;
  private final WordReport words;
  private final List<Exclusion> exclusions;

  CorpusReportPrinter(
      CommandOutput commandOutput,
      CorpusReport report,
      WordReport words,
      List<Exclusion> exclusions) {
    this.commandOutput = commandOutput;
    this.report = report;
    this.words = words;
    this.exclusions = exclusions;
  }

  void print() {
    commandOutput.printLine(
        "%s: %,d images, %,d captions",
        report.corpus().name(), report.corpus().images().size(), report.captions().captions());
    line(
        "splits",
        report.splits().stream().map(s -> s.split() + " " + s.images()).toList(),
        Integer.MAX_VALUE);
    line("sizes", report.shapes().stream().map(CorpusReportPrinter::text).toList(), SHOWN);
    count("missing files", report.missing(), CorpusReportPrinter::text);
    count("broken images", report.unreadable(), u -> text(u.reason()));
    count("leaks", report.leaks(), CorpusReportPrinter::text);
    count("duplicates in a split", report.duplicates(), CorpusReportPrinter::text);
    line(
        "captions per image",
        report.captions().perImage().entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .toList(),
        Integer.MAX_VALUE);
    commandOutput.printLine(
        "%-22s %,d different, %.1f words on average, %d to %d",
        "captions",
        report.captions().distinct(),
        report.captions().meanWords(),
        report.captions().words().firstKey(),
        report.captions().words().lastKey());
    commandOutput.printLine("%-22s %,d", "images that repeat one", report.captions().repeating());
    Map<Reason, List<SuspiciousCaption>> byReason = new EnumMap<>(Reason.class);
    byReason.putAll(
        report.suspicious().stream().collect(Collectors.groupingBy(SuspiciousCaption::reason)));
    byReason.forEach((reason, found) -> count(name(reason), found, CorpusReportPrinter::text));
    commandOutput.printLine(
        "%-22s %,d in the vocabulary, %,d too rare, %,d only outside the training captions",
        "words", words.vocabulary(), words.rare().size(), words.unseen().size());
    line(
        words.concepts().size() + " concepts",
        words.concepts().stream().map(c -> c.name() + " " + c.images()).toList(),
        SHOWN_WORDS);
    count("other problems", report.other(), CorpusReportPrinter::text);
    commandOutput.printLine("%-22s %,d", "images to leave out", exclusions.size());
  }

  private void line(String name, List<String> values, int most) {
    String more = values.size() > most ? ", and " + (values.size() - most) + " more" : "";
    commandOutput.printLine(
        "%-22s %s", name, values.stream().limit(most).collect(Collectors.joining(", ")) + more);
  }

  private <T> void count(String name, List<T> found, Function<T, String> text) {
    commandOutput.printLine("%-22s %,d", name, found.size());
    found.stream().limit(SHOWN).forEach(one -> commandOutput.printLine("  %s", text.apply(one)));
    if (found.size() > SHOWN) {
      commandOutput.printLine("  and %,d more", found.size() - SHOWN);
    }
  }

  private static String name(Reason reason) {
    return switch (reason) {
      case ONE_WORD -> "one word or none";
      case VERY_LONG -> "captions too long";
      case ENCODING -> "wrong encoding";
      case OTHER_SCRIPT -> "other script";
      case OTHER_LANGUAGE -> "other language";
      case FILE_NAME -> "file names as captions";
      case SHARED -> "captions of many images";
    };
  }

  private static String text(Problem problem) {
    return ErrorText.of(problem, CommandOutput.locale());
  }

  private static String text(Shape shape) {
    String bands = shape.bands() == 0 ? "" : " x " + shape.bands() + " bands";
    return shape.width() + " x " + shape.height() + bands + " (" + shape.files() + ")";
  }

  private static String text(CopyGroup group) {
    return group.copies().stream()
        .map(
            copy ->
                copy.image().split()
                    + " "
                    + copy.image().filename()
                    + (copy.turned() ? " (turned)" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String text(SuspiciousCaption caption) {
    return caption.reason() == Reason.SHARED
        ? caption.images() + " images: " + caption.caption()
        : caption.image().filename() + ": " + caption.caption();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("corpus", report.corpus().name());
    json.addProperty("format", report.corpus().format().optionName());
    json.addProperty("images", report.corpus().images().size());
    JsonObject splits = new JsonObject();
    for (SplitSize split : report.splits()) {
      splits.addProperty(split.split(), split.images());
    }
    json.add("splits", splits);
    JsonArray sizes = new JsonArray();
    for (Shape shape : report.shapes()) {
      JsonObject one = new JsonObject();
      one.addProperty("width", shape.width());
      one.addProperty("height", shape.height());
      one.addProperty("bands", shape.bands());
      one.addProperty("files", shape.files());
      sizes.add(one);
    }
    json.add("sizes", sizes);
    json.add("missing", problems(report.missing()));
    JsonArray broken = new JsonArray();
    for (Unreadable unreadable : report.unreadable()) {
      JsonObject one = image(unreadable.image());
      one.add("reason", ProblemJson.of(unreadable.reason()));
      broken.add(one);
    }
    json.add("broken", broken);
    json.add("leaks", groups(report.leaks()));
    json.add("duplicates", groups(report.duplicates()));
    json.add("captions", captions());
    JsonArray suspicious = new JsonArray();
    for (SuspiciousCaption caption : report.suspicious()) {
      JsonObject one = image(caption.image());
      one.addProperty("caption", caption.caption());
      one.addProperty("reason", caption.reason().name());
      one.addProperty("images", caption.images());
      suspicious.add(one);
    }
    json.add("suspicious", suspicious);
    json.add("words", words());
    json.add("problems", problems(report.other()));
    JsonArray left = new JsonArray();
    for (Exclusion exclusion : exclusions) {
      JsonObject one = new JsonObject();
      one.addProperty("split", exclusion.split());
      one.addProperty("filename", exclusion.filename());
      left.add(one);
    }
    json.add("exclusions", left);
    return json;
  }

  private JsonObject captions() {
    JsonObject json = new JsonObject();
    json.addProperty("count", report.captions().captions());
    json.addProperty("distinct", report.captions().distinct());
    json.addProperty("imagesRepeatingOne", report.captions().repeating());
    json.addProperty("meanWords", report.captions().meanWords());
    json.add("perImage", histogram(report.captions().perImage()));
    json.add("words", histogram(report.captions().words()));
    return json;
  }

  private JsonObject words() {
    JsonObject json = new JsonObject();
    json.addProperty("vocabulary", words.vocabulary());
    JsonArray concepts = new JsonArray();
    for (ConceptCount concept : words.concepts()) {
      JsonObject one = new JsonObject();
      one.addProperty("name", concept.name());
      one.addProperty("images", concept.images());
      concepts.add(one);
    }
    json.add("concepts", concepts);
    json.add("rare", texts(words.rare()));
    json.add("unseen", texts(words.unseen()));
    return json;
  }

  private static JsonObject histogram(Map<Integer, Integer> counts) {
    JsonObject json = new JsonObject();
    counts.forEach((value, count) -> json.addProperty(Integer.toString(value), count));
    return json;
  }

  private static JsonArray texts(List<String> values) {
    JsonArray json = new JsonArray();
    values.forEach(json::add);
    return json;
  }

  private static JsonArray problems(List<Problem> problems) {
    JsonArray json = new JsonArray();
    problems.forEach(problem -> json.add(ProblemJson.of(problem)));
    return json;
  }

  private static JsonArray groups(List<CopyGroup> groups) {
    JsonArray json = new JsonArray();
    for (CopyGroup group : groups) {
      JsonArray copies = new JsonArray();
      for (CopyGroup.Copy copy : group.copies()) {
        JsonObject one = image(copy.image());
        one.addProperty("turned", copy.turned());
        copies.add(one);
      }
      json.add(copies);
    }
    return json;
  }

  private static JsonObject image(CorpusImage image) {
    JsonObject json = new JsonObject();
    json.addProperty("filename", image.filename());
    json.addProperty("split", image.split());
    return json;
  }
}
