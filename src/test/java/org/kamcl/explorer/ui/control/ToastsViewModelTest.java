package org.kamcl.explorer.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;
import org.kamcl.explorer.ui.task.DirectTaskExecutor;
import org.kamcl.explorer.ui.text.Messages;

class ToastsViewModelTest {
  private final DirectTaskExecutor executor = new DirectTaskExecutor();
  private final ToastsViewModel toasts =
      new ToastsViewModel(executor, new Messages(Locale.ENGLISH));
  private final StringProperty notice = new SimpleStringProperty("");

  private List<String> texts() {
    return toasts.toasts().stream().map(ToastsViewModel.Toast::text).toList();
  }

  private void follow() {
    toasts.showNotices(notice, () -> notice.set(""));
  }

  @Test
  void aNoticeLeavesAfterEightSeconds() {
    follow();
    notice.set("12 images added.");
    assertEquals(List.of("12 images added."), texts());
    assertEquals(List.of(8L), executor.delays().stream().map(Duration::toSeconds).toList());
    executor.runScheduled();
    assertEquals(List.of(), texts());
    assertEquals("", notice.get(), "the same text can be shown again");
    notice.set("12 images added.");
    assertEquals(List.of("12 images added."), texts());
  }

  @Test
  void aNewNoticeReplacesTheOneBefore() {
    follow();
    notice.set("1 image added.");
    notice.set("2 images added.");
    assertEquals(List.of("2 images added."), texts());
    assertEquals("2 images added.", notice.get());
    notice.set("");
    assertEquals(List.of(), texts());
  }

  @Test
  void closingANoticeClearsIt() {
    follow();
    notice.set("1 image added.");
    toasts.dismiss(toasts.toasts().get(0));
    assertEquals("", notice.get());
  }

  @Test
  void aProblemStays() {
    toasts.showProblem("The disk is full.");
    executor.runScheduled();
    assertEquals(List.of("The disk is full."), texts());
  }
}
