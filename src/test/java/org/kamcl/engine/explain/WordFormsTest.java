package org.kamcl.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordFormsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sand sands sandy Sand",
        "bridge bridges bridging",
        "building buildings build",
        "bush bushes bushy",
        "city cities",
        "grass grasses grassy",
        "river rivers",
        "curve curved curves",
        "wave waves wavy",
        "dense densely",
        "plane planes",
        "bay bays",
        "highway highways",
        "winding wind",
        "church churches",
        "box boxes",
        "rock rocks rocky",
        "plan plans planned",
        "muddy mud"
      })
  void formsOfAWordHaveTheSameStem(String forms) {
    String[] words = forms.split(" ");
    for (String word : words) {
      assertEquals(WordForms.stem(words[0]), WordForms.stem(word), word);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sea see",
        "flow flower",
        "contain containers",
        "sand sandstone",
        "boat boarding",
        "bus bush",
        "ring rings red",
        "car card",
        "road roof",
        "lake lane",
        "bay base",
        "forest forward",
        "grass gras",
        "sky ski",
        "iris iri"
      })
  void otherWordsHaveOtherStems(String pair) {
    String[] words = pair.split(" ");
    assertNotEquals(WordForms.stem(words[0]), WordForms.stem(words[words.length - 1]));
  }
}
