package org.kamcl.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kamcl.support.ProgramClasses;

/**
 * Checks that every error code has a text in every language, and that every text has a code that is
 * used.
 */
class ErrorBundlesTest {
  private static final List<String> LANGUAGES = List.of("", "_zh");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private static final List<JavaClass> ENUMS =
      ProgramClasses.read().stream()
          .filter(c -> c.isEnum() && c.isAssignableTo(ErrorCode.class))
          .sorted(Comparator.comparing(JavaClass::getName))
          .toList();

  /** The enums with error codes by name. */
  static Stream<String> enums() {
    return ENUMS.stream().map(JavaClass::getName);
  }

  private static JavaClass imported(String name) {
    return ENUMS.stream().filter(c -> c.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<ErrorCode> codes(String name) throws ClassNotFoundException {
    return Stream.of(Class.forName(name).getEnumConstants()).map(ErrorCode.class::cast).toList();
  }

  private static Properties texts(String enumName, String language) throws IOException {
    String folder = enumName.substring(0, enumName.lastIndexOf('.')).replace('.', '/');
    String path = "/" + folder + "/errors" + language + ".properties";
    Properties texts = new Properties();
    try (InputStream in = ErrorBundlesTest.class.getResourceAsStream(path)) {
      assertTrue(in != null, "missing: " + path);
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyCodeHasATextWithItsArgumentsInEveryLanguage(String name)
      throws IOException, ClassNotFoundException {
    List<String> wrong = new ArrayList<>();
    for (String language : LANGUAGES) {
      Properties texts = texts(name, language);
      for (ErrorCode code : codes(name)) {
        String text = texts.getProperty(code.name());
        if (text == null) {
          wrong.add(code.name() + language + " has no text");
          continue;
        }
        Set<Integer> used = new TreeSet<>();
        Matcher m = ARGUMENT.matcher(text);
        while (m.find()) {
          used.add(Integer.parseInt(m.group(1)));
        }
        Set<Integer> declared =
            IntStream.range(0, code.argumentCount()).boxed().collect(Collectors.toSet());
        if (!used.equals(declared)) {
          wrong.add(code.name() + language + " uses " + used + " of " + code.argumentCount());
        }
        // A text that consists of arguments only needs no translation.
        if (language.equals("_zh")
            && !text.matches("[\\s{}\\d,#]*")
            && !CHINESE.matcher(text).find()) {
          wrong.add(code.name() + language + " is not Chinese");
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyTextHasACode(String name) throws IOException, ClassNotFoundException {
    String owner = name.substring(0, name.lastIndexOf('.'));
    Set<String> codes = new TreeSet<>();
    for (JavaClass other : ENUMS) {
      if (other.getPackageName().equals(owner)) {
        codes(other.getName()).forEach(code -> codes.add(code.name()));
      }
    }
    for (String language : LANGUAGES) {
      Set<String> extra = new TreeSet<>(texts(name, language).stringPropertyNames());
      extra.removeAll(codes);
      assertEquals(Set.of(), extra, "errors" + language + ".properties");
    }
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyCodeIsUsed(String name) throws ClassNotFoundException {
    JavaClass type = imported(name);
    List<String> unused =
        codes(name).stream()
            .map(ErrorCode::name)
            .filter(
                code ->
                    type.getField(code).getAccessesToSelf().stream()
                        .allMatch(access -> access.getOriginOwner().equals(type)))
            .toList();
    assertEquals(List.of(), unused);
  }
}
