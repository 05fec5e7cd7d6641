package org.kamcl.explorer.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kamcl.error.KamclException;
import org.kamcl.error.LegacyError;
import org.kamcl.error.Problem;
import org.kamcl.explorer.api.ExplorerServices;
import org.kamcl.explorer.api.ForwardingExplorerServices;
import org.kamcl.explorer.api.ImageSearch;
import org.kamcl.explorer.api.ModelChoice;
import org.kamcl.explorer.domain.IndexedModel;
import org.kamcl.explorer.ui.FolderServices;
import org.kamcl.explorer.ui.TestImages;
import org.kamcl.explorer.ui.collections.ModelChoiceViewModel;
import org.kamcl.explorer.ui.text.Messages;

/** What the window says about models and embeddings that are damaged. */
class DamagedArchiveTest {
  @TempDir private Path folder;

  @BeforeEach
  void images() throws IOException {
    TestImages.write(folder);
  }

  /** View models over services whose search answers some methods differently. */
  private ExploreFixture fixture(Map<String, Supplier<Object>> answers) {
    return fixture(answers, FolderServices.of(folder).modelChoice());
  }

  private ExploreFixture fixture(Map<String, Supplier<Object>> answers, ModelChoice choice) {
    ExplorerServices full = FolderServices.of(folder);
    ImageSearch search =
        (ImageSearch)
            Proxy.newProxyInstance(
                ImageSearch.class.getClassLoader(),
                new Class<?>[] {ImageSearch.class},
                (proxy, method, arguments) -> {
                  Supplier<Object> answer = answers.get(method.getName());
                  if (answer != null) {
                    return answer.get();
                  }
                  try {
                    return method.invoke(full.search(), arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new ExploreFixture(
        new ForwardingExplorerServices(full) {
          @Override
          public ImageSearch search() {
            return search;
          }

          @Override
          public ModelChoice modelChoice() {
            return choice;
          }
        });
  }

  private static KamclException damaged() {
    return new KamclException(LegacyError.SENTENCE, "The model is damaged.");
  }

  @Test
  void aSearchWithADamagedModelSaysSoAndShowsNoOldAnswer() {
    boolean[] broken = {false};
    ExplorerServices full = FolderServices.of(folder);
    ExploreFixture other =
        fixture(
            Map.of(
                "search",
                () -> {
                  if (broken[0]) {
                    throw damaged();
                  }
                  return full.search().search("green", 12);
                }));
    other.archive.open();
    other.search.search("green");
    assertFalse(other.selection.hits().isEmpty());
    broken[0] = true;
    other.search.search("blue");
    assertEquals("The model is damaged.", other.search.problemProperty().get());
    assertEquals(0, other.selection.hits().size());
  }

  @Test
  void imagesThatAreLeftOutAreReportedOnceUntilTheWarningChanges() {
    String[] sentence = {"Two images are left out."};
    ExploreFixture fixture =
        fixture(
            Map.of("warning", () -> Optional.of(Problem.of(LegacyError.SENTENCE, sentence[0]))));
    fixture.archive.open();
    fixture.search.search("blue");
    assertEquals(sentence[0], fixture.archive.problemProperty().get());
    assertFalse(fixture.selection.hits().isEmpty(), "the others are found");
    fixture.archive.dismissProblem();
    fixture.search.search("green");
    assertEquals("", fixture.archive.problemProperty().get(), "it is not repeated");
    sentence[0] = "Three images are left out.";
    fixture.search.search("red");
    assertEquals(sentence[0], fixture.archive.problemProperty().get());
  }

  @Test
  void aSentenceThatTheBannerOfTheModelShowsIsNotShownTwice() {
    ModelChoice choice =
        new ModelChoice() {
          @Override
          public Optional<Problem> problem() {
            return Optional.of(damaged().problem());
          }

          @Override
          public List<String> names() {
            return List.of();
          }

          @Override
          public void choose(String name) {
            throw new AssertionError("no other model: " + name);
          }

          @Override
          public List<IndexedModel> indexed() {
            return List.of();
          }

          @Override
          public void use(String name) {
            throw new AssertionError("no other model: " + name);
          }
        };
    ExploreFixture fixture =
        fixture(
            Map.of(
                "search",
                () -> {
                  throw damaged();
                }),
            choice);
    ModelChoiceViewModel model =
        new ModelChoiceViewModel(fixture.archive, fixture.background, new Messages(Locale.ENGLISH));
    fixture.archive.open();
    assertEquals("The model is damaged.", model.problemProperty().get());
    fixture.search.search("blue");
    assertEquals("", fixture.search.problemProperty().get());
    model.dismiss();
    fixture.search.search("green");
    assertEquals("The model is damaged.", fixture.search.problemProperty().get());
  }
}
